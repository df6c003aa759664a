import { createHash, createHmac } from "node:crypto";
import { isSameText, type VerifiedSignature } from "../signature-v4.ts";
import { S3Error } from "./error.ts";

const SHA256_OF_NOTHING = createHash("sha256").digest("hex");

/**
 * The signatures of a streamed body: each chunk's continues the one before it, the first the request's own.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
 */
export class ChunkSignatures {
  readonly #request: VerifiedSignature;
  #previous: string;

  constructor(request: VerifiedSignature) {
    this.#request = request;
    this.#previous = request.signature;
  }

  /** @throws S3Error SignatureDoesNotMatch */
  checkChunk(sha256: string, signature: string | undefined): void {
    this.#check("AWS4-HMAC-SHA256-PAYLOAD", [SHA256_OF_NOTHING, sha256], signature);
  }

  /**
   * @param trailers `name:value` and a line feed for each, in the order they came
   * @throws S3Error SignatureDoesNotMatch
   */
  checkTrailers(trailers: string, signature: string | undefined): void {
    this.#check("AWS4-HMAC-SHA256-TRAILER", [createHash("sha256").update(trailers).digest("hex")], signature);
  }

  #check(kind: string, hashes: readonly string[], signature: string | undefined): void {
    const { amzDate, scope, signingKey } = this.#request;
    const stringToSign = [kind, amzDate, scope, this.#previous, ...hashes].join("\n");
    const expected = createHmac("sha256", signingKey).update(stringToSign).digest("hex");
    if (signature === undefined || !isSameText(expected, signature)) throw new S3Error("SignatureDoesNotMatch");
    this.#previous = expected;
  }
}
