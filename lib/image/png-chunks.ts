const SIGNATURE_BYTES = 8;

/** Length, type and checksum around a chunk's data. */
const FRAME_BYTES = 12;

/** A piece of a PNG; offsets in bytes from its beginning. */
export interface PngChunk {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly data: Buffer;
}

/**
 * The chunks of a PNG, one after the other.
 *
 * @param png any bytes that begin with PNG's signature; what is no chunk ends the walk
 * @see PNG (Third Edition) §5.3
 */
export function* pngChunks(png: Uint8Array): Generator<PngChunk> {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  let start = SIGNATURE_BYTES;
  while (start + FRAME_BYTES <= bytes.length) {
    const end = start + FRAME_BYTES + bytes.readUInt32BE(start);
    yield {
      type: bytes.toString("latin1", start + 4, start + 8),
      start,
      end,
      data: bytes.subarray(start + 8, end - 4),
    };
    start = end;
  }
}
