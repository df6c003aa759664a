import type { IncomingMessage } from "node:http";
import { SignatureRefusal, splitTarget } from "../signature-claim.ts";
import { type SignatureScope, type VerifiedSignature, verifyRequest } from "../signature-v4.ts";
import { S3Error } from "./error.ts";

export const LONGEST_KEY_BYTES = 1024;

/** The parts of a presigned query that sign; its other `x-amz-*` parameters stand for headers. */
const SIGNING_PARAMETERS = new Set([
  "x-amz-algorithm",
  "x-amz-content-sha256",
  "x-amz-credential",
  "x-amz-date",
  "x-amz-expires",
  "x-amz-signature",
  "x-amz-signedheaders",
]);

/** What a path-style request is about; a name that the path does not have is empty. */
export interface S3Address {
  readonly bucketName: string;
  readonly key: string;
}

/** A request that was signed rightly. */
export interface S3Request extends S3Address {
  readonly method: string;
  /** Without the parameters of the signature. */
  readonly query: ReadonlyMap<string, string>;
  /** Names in lower case; a presigned query's headers are among them. */
  readonly headers: ReadonlyMap<string, string>;
  readonly signature: VerifiedSignature;
  readonly incoming: IncomingMessage;
}

/**
 * Reads bucket and key from a path.
 *
 * @param target e.g. `/photos/a%20b.jpg?versionId=null`
 * @throws S3Error InvalidURI or KeyTooLongError
 */
export function readAddress(target: string): S3Address {
  const [, bucketName = "", ...segments] = decodePath(splitTarget(target).path).split("/");
  const key = segments.join("/");
  if (bucketName === "" && key !== "") throw new S3Error("InvalidURI");
  if (Buffer.byteLength(key) > LONGEST_KEY_BYTES) throw new S3Error("KeyTooLongError");
  return { bucketName, key };
}

/**
 * Reads a request and proves its signature.
 *
 * @throws S3Error with the code of what is wrong with the signature
 */
export function readRequest(incoming: IncomingMessage, address: S3Address, scope: SignatureScope): S3Request {
  const { method = "", url = "" } = incoming;
  const headers = singleHeaders(incoming);
  const signature = verify({ method, target: url, headers: Object.fromEntries(headers) }, scope);
  const parameters = [...splitTarget(url).query];
  const isHeader = (name: string) => signature.isPresigned && name.toLowerCase().startsWith("x-amz-");
  const hoisted = parameters
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => isHeader(name) && !SIGNING_PARAMETERS.has(name));
  return {
    ...address,
    method,
    query: new Map(parameters.filter(([name]) => !isHeader(name))),
    headers: new Map([...hoisted, ...headers]),
    signature,
    incoming,
  };
}

/** Node joins repeated headers to one text; only `set-cookie`, which no request has, stays a list. */
function singleHeaders(incoming: IncomingMessage): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(incoming.headers).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
}

function verify(request: Parameters<typeof verifyRequest>[0], scope: SignatureScope): VerifiedSignature {
  try {
    return verifyRequest(request, scope);
  } catch (error) {
    if (!(error instanceof SignatureRefusal)) throw error;
    throw new S3Error(error.code, { message: error.message, cause: error });
  }
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (cause) {
    throw new S3Error("InvalidURI", { cause });
  }
}
