import { createHash } from "node:crypto";
import { ByteReader } from "./byte-reader.ts";
import type { ChunkSignatures } from "./chunk-signatures.ts";
import { S3Error } from "./error.ts";

/**
 * Takes the `aws-chunked` coding off a body.
 *
 * @param trailers is filled with the trailing headers, names in lower case
 * @param signatures checked along the way, when the chunks are signed
 * @throws S3Error IncompleteBody, MalformedTrailerError or SignatureDoesNotMatch
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
 */
export async function* decodeAwsChunked(
  source: AsyncIterable<Buffer>,
  trailers: Map<string, string>,
  signatures?: ChunkSignatures,
): AsyncGenerator<Buffer> {
  const reader = new ByteReader(source);
  for (;;) {
    const { sizeBytes, signature } = readChunkHeader(await reader.line());
    const sha256 = createHash("sha256");
    for await (const piece of reader.bytes(sizeBytes)) {
      if (signatures !== undefined) sha256.update(piece);
      yield piece;
    }
    signatures?.checkChunk(sha256.digest("hex"), signature);
    if (sizeBytes === 0) break;
    if ((await reader.line()) !== "") throw new S3Error("IncompleteBody");
  }
  await readTrailers(reader, trailers, signatures);
  if (!(await reader.isAtEnd())) throw new S3Error("MalformedTrailerError");
}

/** e.g. `10000;chunk-signature=ad80c7…` */
function readChunkHeader(line: string): { sizeBytes: number; signature: string | undefined } {
  const match = /^([0-9a-f]{1,8})(?:;chunk-signature=([0-9a-f]{64}))?$/i.exec(line);
  if (match?.[1] === undefined) throw new S3Error("IncompleteBody");
  return { sizeBytes: Number.parseInt(match[1], 16), signature: match[2] };
}

async function readTrailers(
  reader: ByteReader,
  trailers: Map<string, string>,
  signatures: ChunkSignatures | undefined,
): Promise<void> {
  let signed = "";
  let signature: string | undefined;
  for (let line = await reader.line(); line !== ""; line = await reader.line()) {
    const [, name, value] = /^([^:\s]+):\s*(.*?)\s*$/.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new S3Error("MalformedTrailerError");
    if (name.toLowerCase() === "x-amz-trailer-signature") {
      signature = value;
    } else {
      trailers.set(name.toLowerCase(), value);
      signed += `${name.toLowerCase()}:${value}\n`;
    }
  }
  if (signed !== "") signatures?.checkTrailers(signed, signature);
}
