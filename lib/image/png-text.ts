const SIGNATURE_BYTES = 8;

/** Length, type and checksum around a chunk's data. */
const CHUNK_FRAME_BYTES = 12;

/** Chunks of text; no picture needs them, and 50 kB of one can inflate to 50 MB each time the picture is opened. */
const TEXT_CHUNKS = new Set(["tEXt", "zTXt", "iTXt"]);

/**
 * A PNG without its chunks of text, which libvips would inflate before anything else.
 *
 * @param png any bytes that begin with PNG's signature
 * @returns the same bytes where there is no text; what is no chunk stays, for the decoder to judge
 * @see PNG (Third Edition) §11.3.3
 */
export function withoutText(png: Uint8Array): Uint8Array {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  const kept: Buffer[] = [];
  let keptFrom = 0;
  let at = SIGNATURE_BYTES;
  while (at + CHUNK_FRAME_BYTES <= bytes.length) {
    const end = at + CHUNK_FRAME_BYTES + bytes.readUInt32BE(at);
    if (TEXT_CHUNKS.has(bytes.toString("latin1", at + 4, at + 8))) {
      kept.push(bytes.subarray(keptFrom, at));
      keptFrom = end;
    }
    at = end;
  }
  return kept.length === 0 ? png : Buffer.concat([...kept, bytes.subarray(keptFrom)]);
}
