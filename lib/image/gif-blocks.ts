const HEADER_BYTES = 13;
const IMAGE_DESCRIPTOR_BYTES = 10;
const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;

/**
 * Whether a GIF goes on to the end of its last block; libvips takes one that is cut short without a word.
 *
 * A missing trailer alone is forgiven, as every viewer does, and so is what comes after it.
 *
 * @param bytes any bytes that begin with a GIF's signature
 * @see GIF89a §18–27
 */
export function isWholeGif(bytes: Uint8Array): boolean {
  let at = HEADER_BYTES + colorTableBytes(bytes[10]);
  while (at < bytes.length) {
    if (bytes[at] === TRAILER) return true;
    if (bytes[at] === EXTENSION) at = afterSubBlocks(bytes, at + 2);
    else if (bytes[at] === IMAGE) {
      const data = at + IMAGE_DESCRIPTOR_BYTES + colorTableBytes(bytes[at + 9]);
      at = afterSubBlocks(bytes, data + 1);
    } else return true;
  }
  return at === bytes.length;
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
