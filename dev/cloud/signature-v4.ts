import { timingSafeEqual } from "node:crypto";
import { computeSignature, deriveKey, scopeText } from "./canonical-request.ts";
import {
  readSignatureClaim,
  SIGNATURE_ALGORITHM,
  type SignatureClaim,
  SignatureRefusal,
  type WireRequest,
} from "./signature-claim.ts";

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export type SignedService = "s3" | "lambda";

/** Who signs what, and when. */
export interface SignatureScope {
  readonly service: SignedService;
  readonly region: string;
  readonly credentials: Credentials;
  readonly at: Date;
}

/** What an accepted signature leaves behind; the chunks of a streamed body are signed in continuation of it. */
export interface VerifiedSignature {
  readonly isPresigned: boolean;
  readonly payloadHash: string;
  readonly signature: string;
  readonly amzDate: string;
  readonly scope: string;
  readonly signingKey: Buffer;
}

const SKEW_MILLISECONDS = 15 * 60 * 1000;

/** Proxies and HTTP clients set or change these on their own, so that signing them would break the request. */
const NEVER_SIGNED = new Set(["authorization", "connection", "expect", "transfer-encoding", "user-agent"]);

/**
 * Signs a request with Signature Version 4 in its headers, the payload left unsigned.
 *
 * @returns the headers to send: those given, in lower case, and `authorization`, `x-amz-date`, `x-amz-content-sha256`
 */
export function signRequest(
  request: { method: string; url: URL; headers: Record<string, string> },
  scope: SignatureScope,
): Record<string, string> {
  const given = Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const payloadHash = "UNSIGNED-PAYLOAD";
  const amzDate = formatAmzDate(scope.at);
  const headers = { ...Object.fromEntries(given), "x-amz-date": amzDate, "x-amz-content-sha256": payloadHash };
  const signable: Record<string, string> = { host: request.url.host, ...headers };
  const signedHeaders = Object.keys(signable)
    .filter((name) => !NEVER_SIGNED.has(name))
    .sort();
  const { accessKeyId, secretAccessKey } = scope.credentials;
  const claim = { accessKeyId, date: amzDate.slice(0, 8), region: scope.region, service: scope.service };
  const wire = { method: request.method, target: request.url.pathname + request.url.search, headers: signable };
  const signature = computeSignature(
    wire,
    { ...claim, amzDate, signedHeaders, payloadHash },
    deriveKey(claim, secretAccessKey),
  );
  const credential = `${accessKeyId}/${scopeText(claim)}`;
  return {
    ...headers,
    authorization: `${SIGNATURE_ALGORITHM} Credential=${credential}, SignedHeaders=${signedHeaders.join(";")}, Signature=${signature}`,
  };
}

/**
 * Checks the signature of a request, in its `Authorization` header or in its presigned query.
 *
 * Every `x-amz-*` header must be signed, every signed header must be there, a header signature may be 15 minutes off,
 * and a presigned URL must not be past its expiry.
 *
 * @throws SignatureRefusal with the code that AWS answers
 */
export function verifyRequest(request: WireRequest, scope: SignatureScope): VerifiedSignature {
  const claim = readSignatureClaim(request);
  checkScope(claim, scope);
  checkTime(claim, scope.at);
  checkSignedHeaders(claim, request);
  const signingKey = deriveKey(claim, scope.credentials.secretAccessKey);
  const expected = computeSignature(request, claim, signingKey);
  if (!isSameText(expected, claim.signature)) {
    throw new SignatureRefusal(
      "SignatureDoesNotMatch",
      "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
    );
  }
  return {
    isPresigned: claim.expiresSeconds !== undefined,
    payloadHash: claim.payloadHash,
    signature: claim.signature,
    amzDate: claim.amzDate,
    scope: scopeText(claim),
    signingKey,
  };
}

/** Compares two texts in a time that does not tell where they differ. */
export function isSameText(left: string, right: string): boolean {
  const [leftBytes, rightBytes] = [Buffer.from(left), Buffer.from(right)];
  return leftBytes.length === rightBytes.length && timingSafeEqual(leftBytes, rightBytes);
}

function checkScope(claim: SignatureClaim, scope: SignatureScope): void {
  if (claim.accessKeyId !== scope.credentials.accessKeyId) {
    throw new SignatureRefusal(
      "InvalidAccessKeyId",
      "The AWS Access Key Id you provided does not exist in our records.",
    );
  }
  if (claim.region === scope.region && claim.service === scope.service && claim.date === claim.amzDate.slice(0, 8)) {
    return;
  }
  const code =
    claim.expiresSeconds === undefined ? "AuthorizationHeaderMalformed" : "AuthorizationQueryParametersError";
  throw new SignatureRefusal(
    code,
    `The credential must be scoped to ${scope.service} in '${scope.region}' on its date.`,
  );
}

function checkTime(claim: SignatureClaim, now: Date): void {
  const ageMilliseconds = now.getTime() - parseAmzDate(claim.amzDate);
  if (claim.expiresSeconds === undefined) {
    if (Math.abs(ageMilliseconds) <= SKEW_MILLISECONDS) return;
    throw new SignatureRefusal(
      "RequestTimeTooSkewed",
      "The difference between the request time and the current time is too large.",
    );
  }
  if (ageMilliseconds < -SKEW_MILLISECONDS) throw new SignatureRefusal("AccessDenied", "Request is not yet valid");
  if (ageMilliseconds > claim.expiresSeconds * 1000) throw new SignatureRefusal("AccessDenied", "Request has expired");
}

function checkSignedHeaders(claim: SignatureClaim, request: WireRequest): void {
  const signed = new Set(claim.signedHeaders);
  const unsigned = Object.keys(request.headers).filter((name) => name.startsWith("x-amz-") && !signed.has(name));
  if (!signed.has("host") || unsigned.length > 0) {
    throw new SignatureRefusal("AccessDenied", "There were headers present in the request which were not signed");
  }
  const missing = claim.signedHeaders.find((name) => request.headers[name] === undefined);
  if (missing === undefined) return;
  throw new SignatureRefusal("SignatureDoesNotMatch", `The signed header ${missing} is missing from the request.`);
}

/** e.g. `20260131T235959Z` */
function formatAmzDate(date: Date): string {
  return `${date.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
}

function parseAmzDate(amzDate: string): number {
  const iso = amzDate.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z");
  const milliseconds = Date.parse(iso);
  if (Number.isNaN(milliseconds)) throw new SignatureRefusal("AccessDenied", "The request has no valid date");
  return milliseconds;
}
