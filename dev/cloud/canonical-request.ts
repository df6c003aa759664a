import { createHash, createHmac } from "node:crypto";
import { SIGNATURE_ALGORITHM, type SignatureClaim, splitTarget, type WireRequest } from "./signature-claim.ts";

export type CredentialScope = Pick<SignatureClaim, "date" | "region" | "service">;

type SignedClaim = CredentialScope & Pick<SignatureClaim, "amzDate" | "signedHeaders" | "payloadHash">;

/**
 * The signature that a request should have.
 *
 * @returns lower-case hex
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function computeSignature(request: WireRequest, claim: SignedClaim, signingKey: Buffer): string {
  const canonical = [
    request.method,
    canonicalPath(request.target, claim.service),
    canonicalQuery(request.target),
    ...claim.signedHeaders.map((name) => `${name}:${(request.headers[name] ?? "").trim().replace(/ +/g, " ")}`),
    "",
    claim.signedHeaders.join(";"),
    claim.payloadHash,
  ].join("\n");
  const hash = createHash("sha256").update(canonical).digest("hex");
  const stringToSign = [SIGNATURE_ALGORITHM, claim.amzDate, scopeText(claim), hash].join("\n");
  return createHmac("sha256", signingKey).update(stringToSign).digest("hex");
}

/** S3 signs the path encoded once, every other service encodes what is on the wire a second time. */
function canonicalPath(target: string, service: string): string {
  const { path } = splitTarget(target);
  const segments = (service === "s3" ? decodeURIComponent(path) : path).split("/");
  return segments.map(percentEncode).join("/");
}

function canonicalQuery(target: string): string {
  const signed = [...splitTarget(target).query].filter(([name]) => name !== "X-Amz-Signature");
  const encoded = signed.map(([name, value]) => [percentEncode(name), percentEncode(value)] as const);
  const sorted = encoded.sort(([name, value], [otherName, otherValue]) =>
    name === otherName ? compareText(value, otherValue) : compareText(name, otherName),
  );
  return sorted.map(([name, value]) => `${name}=${value}`).join("&");
}

/** Keys by what they sign for: a handful a day, each for as many requests as there are. */
const signingKeys = new Map<string, Buffer>();

/** The key that signs for one day, region and service. */
export function deriveKey(scope: CredentialScope, secretAccessKey: string): Buffer {
  const name = `${scopeText(scope)}/${secretAccessKey}`;
  const known = signingKeys.get(name);
  if (known !== undefined) return known;
  const steps = [scope.date, scope.region, scope.service, "aws4_request"];
  const derived = steps.reduce(
    (key, step) => createHmac("sha256", key).update(step).digest(),
    Buffer.from(`AWS4${secretAccessKey}`),
  );
  signingKeys.set(name, derived);
  return derived;
}

/** e.g. `20260131/us-east-1/s3/aws4_request` */
export function scopeText(scope: CredentialScope): string {
  return `${scope.date}/${scope.region}/${scope.service}/aws4_request`;
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}

/** RFC 3986 keeps only the unreserved characters; `encodeURIComponent` keeps five more. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
