const HEADER_BYTES = 13;
const IMAGE_DESCRIPTOR_BYTES = 10;
const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;

/** A piece of a GIF after its header; offsets in bytes from its beginning. */
export interface GifBlock {
  readonly kind: "image" | "extension" | "trailer" | "unknown";
  readonly start: number;
  /** Past the end of the file where it is cut short. */
  readonly end: number;
}

/** Where the blocks begin: after the header and the color table of all frames. @see GIF89a §17–19 */
export function gifHeaderEnd(bytes: Uint8Array): number {
  return HEADER_BYTES + colorTableBytes(bytes[10]);
}

/**
 * The blocks of a GIF, one after the other, up to its trailer or to what is no block.
 *
 * @param bytes any bytes that begin with a GIF's signature
 * @see GIF89a §18–27
 */
export function* gifBlocks(bytes: Uint8Array): Generator<GifBlock> {
  let start = gifHeaderEnd(bytes);
  while (start < bytes.length) {
    if (bytes[start] === EXTENSION) {
      yield { kind: "extension", start, end: afterSubBlocks(bytes, start + 2) };
      start = afterSubBlocks(bytes, start + 2);
    } else if (bytes[start] === IMAGE) {
      const data = start + IMAGE_DESCRIPTOR_BYTES + colorTableBytes(bytes[start + 9]);
      yield { kind: "image", start, end: afterSubBlocks(bytes, data + 1) };
      start = afterSubBlocks(bytes, data + 1);
    } else {
      yield { kind: bytes[start] === TRAILER ? "trailer" : "unknown", start, end: start + 1 };
      return;
    }
  }
}

/**
 * Whether a GIF goes on to the end of its last block; libvips takes one that is cut short without a word.
 *
 * A missing trailer alone is forgiven, as every viewer does, and so is what comes after it.
 *
 * @param bytes any bytes that begin with a GIF's signature
 */
export function isWholeGif(bytes: Uint8Array): boolean {
  let end = gifHeaderEnd(bytes);
  for (const block of gifBlocks(bytes)) end = block.end;
  return end <= bytes.length;
}

function colorTableBytes(flags = 0): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** Sub-blocks say their length; one of none ends them. Past the end where there is no such one. */
function afterSubBlocks(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] !== 0) at += bytes[at]! + 1;
  return at + 1;
}
