import type { ImageFormat } from "./image-record.ts";

/**
 * What kind of picture the first bytes claim to be.
 *
 * @param bytes at least 16, of any origin
 * @returns one of the kinds that are taken, or `undefined`, HEIC and SVG among them
 * @see ISO/IEC 23008-12 (brands), RFC 2083, RFC 9649, TIFF 6.0
 */
export function imageKind(bytes: Uint8Array): ImageFormat | undefined {
  if (bytes.length < 16) return undefined;
  const head = String.fromCharCode(...bytes.subarray(0, 64));
  if (head.startsWith("\xff\xd8\xff")) return "jpeg";
  if (head.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) return "gif";
  if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) return "webp";
  if (head.startsWith("II*\0") || head.startsWith("MM\0*")) return "tiff";
  return hasBrand(bytes, ["avif", "avis"]) ? "avif" : undefined;
}

/** Whether a file is a picture in HEVC, which phones take and few programs read. */
export function isHeic(bytes: Uint8Array): boolean {
  return hasBrand(bytes, ["heic", "heix", "heim", "heis", "hevc", "hevx"]);
}

/** AVIF and HEIC share a container: the major or a compatible brand tells them apart. */
function hasBrand(bytes: Uint8Array, brands: readonly string[]): boolean {
  const head = String.fromCharCode(...bytes.subarray(0, 64));
  if (bytes.length < 16 || !head.startsWith("ftyp", 4)) return false;
  const end = Math.min(boxBytes(bytes), head.length);
  for (let at = 8; at + 4 <= end; at += 4) if (brands.includes(head.slice(at, at + 4))) return true;
  return false;
}

/** The length of an ISO file's first box, which its first four bytes tell. */
function boxBytes(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
}
