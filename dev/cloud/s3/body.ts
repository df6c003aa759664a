import { decodeAwsChunked } from "./aws-chunked.ts";
import { CHECKSUM_ALGORITHMS, type ChecksumAlgorithm, type Checksums, isChecksumAlgorithm } from "./checksum.ts";
import { ChunkSignatures } from "./chunk-signatures.ts";
import { S3Error } from "./error.ts";
import { Measurement } from "./measurement.ts";
import type { S3Request } from "./request.ts";
import { readXml, type XmlElement } from "./xml-element.ts";

const LARGEST_DOCUMENT_BYTES = 8 * 1024 * 1024;

/** A request's body on its way in. It ends with an error if it is not what the request said it would be. */
export interface Body {
  readonly bytes: AsyncIterable<Buffer>;
  /** Complete once the bytes have been read. */
  readonly measurement: Measurement;
  /** The checksums that the client asked for; a Content-MD5 or a SHA-256 of the signature is not one. */
  readonly checksums: () => Checksums;
}

/**
 * Opens the body of a request: takes its coding off and holds it against its length, its digests and its signature.
 *
 * @param extra checksums to measure even if the client did not ask for them
 * @throws S3Error MissingContentLength or NotImplemented here; the others while the bytes are read
 */
export function openBody(request: S3Request, extra: readonly ChecksumAlgorithm[] = []): Body {
  const { headers, signature } = request;
  if (!headers.has("content-length") && !headers.has("x-amz-decoded-content-length")) {
    throw new S3Error("MissingContentLength");
  }
  const asked = new Set([...askedAlgorithms(headers), ...extra]);
  const measurement = new Measurement(isSha256(signature.payloadHash) ? [...asked, "sha256"] : asked);
  const trailers = new Map<string, string>();
  const decoded = decode(request, trailers);
  async function* checked(): AsyncGenerator<Buffer> {
    yield* measurement.watch(decoded);
    check(measurement, new Map([...trailers, ...headers]), signature.payloadHash);
  }
  const checksums = () => Object.fromEntries([...asked].map((name) => [name, measurement.checksums[name]]));
  return { bytes: checked(), measurement, checksums };
}

/**
 * Reads a body that is a document.
 *
 * @throws S3Error MalformedXML, and whatever `openBody` does
 */
export async function readDocument(request: S3Request, root: string): Promise<XmlElement> {
  const pieces: Buffer[] = [];
  const { bytes, measurement } = openBody(request);
  for await (const piece of bytes) {
    if (measurement.sizeBytes > LARGEST_DOCUMENT_BYTES) throw new S3Error("MalformedXML");
    pieces.push(piece);
  }
  return readXml(Buffer.concat(pieces).toString("utf8"), root);
}

/** The checksum algorithms that a request names, in whichever header. */
export function askedAlgorithms(headers: ReadonlyMap<string, string>): readonly ChecksumAlgorithm[] {
  const trailer = headers.get("x-amz-trailer")?.toLowerCase().replace("x-amz-checksum-", "");
  const named = [headers.get("x-amz-sdk-checksum-algorithm")?.toLowerCase(), trailer];
  const unknown = named.find((name) => name !== undefined && !isChecksumAlgorithm(name));
  if (unknown !== undefined) throw new S3Error("NotImplemented", { elements: { Header: unknown } });
  return CHECKSUM_ALGORITHMS.filter((name) => named.includes(name) || headers.has(`x-amz-checksum-${name}`));
}

function decode(request: S3Request, trailers: Map<string, string>): AsyncIterable<Buffer> {
  const { payloadHash } = request.signature;
  const wire = wireBytes(request);
  if (payloadHash === "UNSIGNED-PAYLOAD" || isSha256(payloadHash)) return wire;
  switch (payloadHash) {
    case "STREAMING-UNSIGNED-PAYLOAD-TRAILER":
      return decodeAwsChunked(wire, trailers);
    case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD":
    case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER":
      return decodeAwsChunked(wire, trailers, new ChunkSignatures(request.signature));
    default:
      throw new S3Error("NotImplemented", { elements: { Header: "x-amz-content-sha256" } });
  }
}

async function* wireBytes({ incoming }: S3Request): AsyncGenerator<Buffer> {
  try {
    // Destroying the request would close the connection before the refusal of its body has been sent.
    yield* incoming.iterator({ destroyOnReturn: false });
  } catch (cause) {
    throw new S3Error("IncompleteBody", { cause });
  }
}

function check(measurement: Measurement, headers: ReadonlyMap<string, string>, payloadHash: string): void {
  const length = headers.get("x-amz-decoded-content-length");
  if (length !== undefined && Number(length) !== measurement.sizeBytes) throw new S3Error("IncompleteBody");
  const { checksums } = measurement;
  if (isSha256(payloadHash) && checksums.sha256 !== Buffer.from(payloadHash, "hex").toString("base64")) {
    throw new S3Error("XAmzContentSHA256Mismatch");
  }
  checkContentMd5(headers.get("content-md5"), measurement.md5);
  const trailer = headers.get("x-amz-trailer")?.toLowerCase();
  if (trailer !== undefined && !headers.has(trailer)) throw new S3Error("MalformedTrailerError");
  for (const name of CHECKSUM_ALGORITHMS) {
    const expected = headers.get(`x-amz-checksum-${name}`);
    if (expected !== undefined && expected !== checksums[name]) {
      throw new S3Error("BadDigest", {
        message: `The ${name.toUpperCase()} you specified did not match the calculated checksum.`,
      });
    }
  }
}

function checkContentMd5(expected: string | undefined, md5: Buffer): void {
  if (expected === undefined) return;
  const bytes = Buffer.from(expected, "base64");
  if (bytes.length !== md5.length) throw new S3Error("InvalidDigest");
  if (!bytes.equals(md5))
    throw new S3Error("BadDigest", { message: "The Content-MD5 you specified did not match what we received." });
}

function isSha256(payloadHash: string): boolean {
  return /^[0-9a-f]{64}$/.test(payloadHash);
}
