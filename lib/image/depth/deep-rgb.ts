import { imageKind } from "../../image-kind.ts";

/**
 * Whether a picture says that it has red, green and blue of 16 bits each.
 *
 * @param bytes any bytes; what is broken is for the decoder to judge
 */
export function isDeepRgb(bytes: Uint8Array): boolean {
  const kind = imageKind(bytes);
  if (kind === "png") return isDeepPng(bytes);
  return kind === "tiff" && isDeepTiff(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

/** @see PNG (Third Edition) §11.2.1: color type 2 is RGB, 6 RGB with alpha */
function isDeepPng(bytes: Uint8Array): boolean {
  return bytes[24] === 16 && (bytes[25] === 2 || bytes[25] === 6);
}

const BITS_PER_SAMPLE = 258;
const PHOTOMETRIC_INTERPRETATION = 262;
const RGB = 2;
const ENTRY_BYTES = 12;

/** @see TIFF 6.0 §2 (image file directory), §6 (RGB) */
function isDeepTiff(tiff: DataView): boolean {
  const isLittle = tiff.getUint8(0) === 0x49;
  const directory = tiff.getUint32(4, isLittle);
  if (directory + 2 > tiff.byteLength) return false;
  const end = Math.min(
    directory + 2 + tiff.getUint16(directory, isLittle) * ENTRY_BYTES,
    tiff.byteLength - ENTRY_BYTES + 1,
  );
  const found = new Map<number, number>();
  for (let entry = directory + 2; entry < end; entry += ENTRY_BYTES) {
    found.set(tiff.getUint16(entry, isLittle), entry);
  }
  const bits = found.get(BITS_PER_SAMPLE);
  const photometric = found.get(PHOTOMETRIC_INTERPRETATION);
  if (bits === undefined || photometric === undefined || tiff.getUint16(photometric + 8, isLittle) !== RGB)
    return false;
  // Three numbers of two bytes do not fit into the entry, which then says where they are.
  const at = tiff.getUint32(bits + 8, isLittle);
  return at + 2 <= tiff.byteLength && tiff.getUint16(at, isLittle) === 16;
}
