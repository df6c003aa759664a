import type { ImageFormat } from "../image-record.ts";

/**
 * What kind of picture the first bytes claim to be.
 *
 * @param bytes at least 16, of any origin
 * @returns one of the kinds that are taken, or `undefined`, HEIC and SVG among them
 * @see ISO/IEC 23008-12 (brands), RFC 2083, RFC 9649, TIFF 6.0
 */
export function imageKind(bytes: Uint8Array): ImageFormat | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 64));
  if (head.length < 16) return undefined;
  if (head.readUIntBE(0, 3) === 0xffd8ff) return "jpeg";
  if (head.subarray(0, 8).equals(PNG)) return "png";
  const text = head.toString("latin1");
  if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) return "gif";
  if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) return "webp";
  if (text.startsWith("II*\0") || text.startsWith("MM\0*")) return "tiff";
  return text.startsWith("ftyp", 4) && isAvif(head) ? "avif" : undefined;
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** AVIF shares its container with HEIC: the major or a compatible brand tells them apart. */
function isAvif(head: Buffer): boolean {
  const boxBytes = Math.min(head.readUInt32BE(0), head.length);
  for (let at = 8; at + 4 <= boxBytes; at += 4) {
    const brand = head.toString("latin1", at, at + 4);
    if (brand === "avif" || brand === "avis") return true;
  }
  return false;
}
