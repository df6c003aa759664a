import { pngChunks } from "../png-chunks.ts";

const SIGNATURE_BYTES = 8;

/** What pixels and their colors are made of. @see PNG (Third Edition) §5.6 */
const KEPT = new Set(["IHDR", "PLTE", "tRNS", "IDAT", "IEND", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT"]);

/**
 * A PNG's own pixels without anything else that its file says: no text, EXIF, time, or frames of an animation.
 *
 * @param png any bytes that begin with PNG's signature
 * @returns `undefined` for what is not built as a PNG is
 */
export function pngAlone(png: Uint8Array): Uint8Array | undefined {
  const kept = [png.subarray(0, SIGNATURE_BYTES)];
  for (const { type, start, end } of pngChunks(png)) {
    if (end > png.length) return undefined;
    if (KEPT.has(type)) kept.push(png.subarray(start, end));
    if (type === "IEND") return Buffer.concat(kept);
  }
  return undefined;
}
