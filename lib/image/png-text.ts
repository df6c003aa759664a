import { pngChunks } from "./png-chunks.ts";

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
  const kept: Uint8Array[] = [];
  let keptFrom = 0;
  for (const { type, start, end } of pngChunks(png)) {
    if (!TEXT_CHUNKS.has(type)) continue;
    kept.push(png.subarray(keptFrom, start));
    keptFrom = end;
  }
  return kept.length === 0 ? png : Buffer.concat([...kept, png.subarray(keptFrom)]);
}
