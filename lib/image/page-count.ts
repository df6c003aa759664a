import type { ImageFormat } from "../image-record.ts";
import { gifBlocks } from "./gif-blocks.ts";
import { webpChunks } from "./webp-chunks.ts";

/**
 * How many pages a file has, frames of an animation or pictures of a TIFF, as far as it is worth knowing.
 *
 * libvips goes through all of them before it says how many there are, and for each frame of a WebP through those before
 * it: 92,000 in 4.4 MB take it seven seconds, two million in 99 MB more than six minutes.
 *
 * @param bytes as `imageKind` has judged them; of what is cut short, the pages that are there
 * @param most at which counting ends, e.g. `257`
 * @returns at least 1
 */
export function countPages(bytes: Uint8Array, format: ImageFormat, most: number): number {
  const pages = PAGES[format]?.(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)) ?? [];
  let count = 0;
  for (const _page of pages) if (++count === most) break;
  return Math.max(1, count);
}

/** Walks through the pages of a kind that may have several. */
const PAGES: { readonly [Format in ImageFormat]?: (bytes: Buffer) => Iterable<unknown> } = {
  gif: gifFrames,
  webp: webpFrames,
  tiff: tiffDirectories,
};

function* gifFrames(bytes: Buffer): Generator<number> {
  for (const { kind, start } of gifBlocks(bytes)) if (kind === "image") yield start;
}

/** @see RFC 9649 §2.7.1 */
function* webpFrames(bytes: Buffer): Generator<number> {
  for (const { type, start } of webpChunks(bytes)) if (type === "ANMF") yield start;
}

const DIRECTORY_ENTRY_BYTES = 12;

/** Each directory says where the next one is; a loop of them never ends. @see TIFF 6.0 §2 */
function* tiffDirectories(bytes: Buffer): Generator<number> {
  const isLittle = bytes.toString("latin1", 0, 2) === "II";
  const word = (at: number) => (isLittle ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
  const offset = (at: number) => (isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  let start = offset(4);
  while (start !== 0 && start + 2 <= bytes.length) {
    yield start;
    const next = start + 2 + word(start) * DIRECTORY_ENTRY_BYTES;
    start = next + 4 <= bytes.length ? offset(next) : 0;
  }
}
