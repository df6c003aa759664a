/** What a Signature Version 4 request says about its own signature, before anything of it is believed. */
export interface SignatureClaim {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly amzDate: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly payloadHash: string;
  /** Only a presigned URL has one. */
  readonly expiresSeconds?: number;
}

/** A request as it came over the wire: `target` is the raw path and query, header names are in lower case. */
export interface WireRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

export const SIGNATURE_ALGORITHM = "AWS4-HMAC-SHA256";

export type RefusalCode =
  | "AccessDenied"
  | "AuthorizationHeaderMalformed"
  | "AuthorizationQueryParametersError"
  | "InvalidAccessKeyId"
  | "InvalidRequest"
  | "RequestTimeTooSkewed"
  | "SignatureDoesNotMatch";

/** A signature that was not accepted; `code` is the error code that AWS would answer. */
export class SignatureRefusal extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string) {
    super(message);
    this.code = code;
  }
}

const WEEK_SECONDS = 604_800;

/** Splits a raw request target at its first question mark; the path stays as it came over the wire. */
export function splitTarget(target: string): { path: string; query: URLSearchParams } {
  const at = target.indexOf("?");
  if (at === -1) return { path: target, query: new URLSearchParams() };
  return { path: target.slice(0, at), query: new URLSearchParams(target.slice(at + 1)) };
}

/**
 * Reads the claim from the `Authorization` header, or from the query of a presigned URL.
 *
 * @throws SignatureRefusal when there is none, or it cannot be read
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html
 */
export function readSignatureClaim(request: WireRequest): SignatureClaim {
  const { query } = splitTarget(request.target);
  const authorization = request.headers.authorization;
  if (query.has("X-Amz-Algorithm")) {
    if (authorization !== undefined) throw new SignatureRefusal("InvalidRequest", "Only one auth mechanism allowed");
    return claimOfQuery(query, request.headers);
  }
  if (authorization === undefined) throw new SignatureRefusal("AccessDenied", "Access Denied");
  return claimOfHeader(authorization, request.headers);
}

function claimOfHeader(authorization: string, headers: WireRequest["headers"]): SignatureClaim {
  const refusal = () => new SignatureRefusal("AuthorizationHeaderMalformed", "The authorization header is malformed");
  const [algorithm, ...rest] = authorization.split(" ");
  if (algorithm !== SIGNATURE_ALGORITHM) throw refusal();
  const fields = new Map(rest.join("").split(",").map(splitAtEquals));
  const payloadHash = headers["x-amz-content-sha256"];
  if (payloadHash === undefined) {
    throw new SignatureRefusal("InvalidRequest", "Missing required header for this request: x-amz-content-sha256");
  }
  return {
    ...credentialScope(fields.get("Credential"), refusal),
    amzDate: headers["x-amz-date"] ?? "",
    signedHeaders: (fields.get("SignedHeaders") ?? "").split(";"),
    signature: fields.get("Signature") ?? "",
    payloadHash,
  };
}

function claimOfQuery(query: URLSearchParams, headers: WireRequest["headers"]): SignatureClaim {
  const refusal = () =>
    new SignatureRefusal("AuthorizationQueryParametersError", "The query-string signature is malformed");
  const expiresSeconds = Number(query.get("X-Amz-Expires") ?? Number.NaN);
  if (query.get("X-Amz-Algorithm") !== SIGNATURE_ALGORITHM) throw refusal();
  if (!Number.isInteger(expiresSeconds) || expiresSeconds < 0 || expiresSeconds > WEEK_SECONDS) {
    throw new SignatureRefusal("AuthorizationQueryParametersError", "X-Amz-Expires must be between 0 and 604800");
  }
  return {
    ...credentialScope(query.get("X-Amz-Credential") ?? undefined, refusal),
    amzDate: query.get("X-Amz-Date") ?? "",
    signedHeaders: (query.get("X-Amz-SignedHeaders") ?? "").split(";"),
    signature: query.get("X-Amz-Signature") ?? "",
    payloadHash: query.get("X-Amz-Content-Sha256") ?? headers["x-amz-content-sha256"] ?? "UNSIGNED-PAYLOAD",
    expiresSeconds,
  };
}

function credentialScope(credential: string | undefined, refusal: () => SignatureRefusal) {
  const [accessKeyId, date, region, service, terminator, ...rest] = (credential ?? "").split("/");
  if (accessKeyId === undefined || date === undefined || region === undefined || service === undefined) throw refusal();
  if (terminator !== "aws4_request" || rest.length > 0) throw refusal();
  return { accessKeyId, date, region, service };
}

function splitAtEquals(field: string): [string, string] {
  const at = field.indexOf("=");
  return [field.slice(0, at), field.slice(at + 1)];
}
