/** Length and name of the whole file, and what it is: `RIFF`, a number, `WEBP`. */
export const RIFF_HEADER_BYTES = 12;

/** Type and length before a chunk's data. */
export const CHUNK_HEADER_BYTES = 8;

/** A piece of a WebP; offsets in bytes from its beginning. */
export interface WebpChunk {
  /** Four characters, e.g. `"VP8 "` */
  readonly type: string;
  readonly start: number;
  /** Past the end of the file where it is cut short. */
  readonly end: number;
}

/**
 * The chunks of a WebP, one after the other.
 *
 * @param webp any bytes that begin with WebP's signature
 * @see RFC 9649 §2.3
 */
export function* webpChunks(webp: Uint8Array): Generator<WebpChunk> {
  const bytes = Buffer.from(webp.buffer, webp.byteOffset, webp.byteLength);
  for (let start = RIFF_HEADER_BYTES; start + CHUNK_HEADER_BYTES <= bytes.length; ) {
    const length = bytes.readUInt32LE(start + 4);
    // Chunks begin at even offsets.
    const end = start + CHUNK_HEADER_BYTES + length + (length % 2);
    yield { type: bytes.toString("latin1", start, start + 4), start, end };
    start = end;
  }
}
