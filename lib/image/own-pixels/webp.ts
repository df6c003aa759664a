import { CHUNK_HEADER_BYTES, RIFF_HEADER_BYTES, webpChunks } from "../webp-chunks.ts";

/** What pixels, motion and colors are made of. @see RFC 9649 §2.7 */
const KEPT = new Set(["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"]);

/** The flags of `VP8X` that promise EXIF and XMP. @see RFC 9649 §2.7.1 */
const METADATA_FLAGS = 0b1100;

/**
 * A WebP's own frames without anything else that its file says: no EXIF, XMP or chunk of an unknown kind.
 *
 * @param webp any bytes that begin with WebP's signature
 * @returns `undefined` for what is not built as a WebP is
 */
export function webpAlone(webp: Uint8Array): Uint8Array | undefined {
  const bytes = Buffer.from(webp.buffer, webp.byteOffset, webp.byteLength);
  const end = CHUNK_HEADER_BYTES + bytes.readUInt32LE(4);
  if (end > bytes.length) return undefined;
  const kept: Buffer[] = [];
  for (const chunk of webpChunks(bytes.subarray(0, end))) {
    if (chunk.end > end) return undefined;
    const whole = bytes.subarray(chunk.start, chunk.end);
    if (KEPT.has(chunk.type)) kept.push(chunk.type === "VP8X" ? withoutPromises(whole) : whole);
  }
  const body = Buffer.concat(kept);
  const header = Buffer.from(bytes.subarray(0, RIFF_HEADER_BYTES));
  header.writeUInt32LE(4 + body.length, 4);
  return Buffer.concat([header, body]);
}

function withoutPromises(chunk: Buffer): Buffer {
  const plain = Buffer.from(chunk);
  plain[CHUNK_HEADER_BYTES] = plain[CHUNK_HEADER_BYTES]! & ~METADATA_FLAGS;
  return plain;
}
