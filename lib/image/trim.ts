import sharp from "sharp";
import { type Box, geometryOf } from "../geometry.ts";
import type { Proof } from "../image-record.ts";
import type { Transform } from "../url/parameters.ts";
import { openPicture } from "./decoding.ts";
import { framesOf } from "./output-type.ts";

/** How far a pixel may be from the border's color, of 255; JPEGs are never of quite one color. */
const THRESHOLD = 10;

/**
 * Finds the border of one color that `trim` takes off, and says the same as a rectangle.
 *
 * @param original the original itself; a mezzanine knows its border to a few pixels only
 * @returns the transform with the rectangle that is left of its own; of an animation, what any frame shows stays
 */
export async function withBorderFound(original: Uint8Array, proof: Proof, transform: Transform): Promise<Transform> {
  const { cut } = geometryOf(proof, transform);
  if (cut === undefined) return transform;
  const boxes = await boxesOfFrames(original, cut, framesOf(proof, transform));
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const width = Math.max(...boxes.map((box) => box.left + box.width)) - left;
  const height = Math.max(...boxes.map((box) => box.top + box.height)) - top;
  return { ...transform, rect: [cut.left + left, cut.top + top, width, height] };
}

/** What each frame has inside of its border, from the upper left corner of the cut on. */
async function boxesOfFrames(original: Uint8Array, cut: Box, pages: number): Promise<readonly Box[]> {
  const opened = openPicture(original, { pages: pages > 1 ? -1 : 1 }).autoOrient();
  const { data, info } = await opened.extract(cut).raw().toBuffer({ resolveWithObject: true });
  const raw = { width: info.width, height: info.height / pages, channels: info.channels };
  const frameBytes = data.length / pages;
  const boxes: Box[] = [];
  for (let page = 0; page < pages; page++) {
    const frame = sharp(data.subarray(page * frameBytes, (page + 1) * frameBytes), { raw });
    const { info: rest } = await frame.trim({ threshold: THRESHOLD }).toBuffer({ resolveWithObject: true });
    const { trimOffsetLeft = 0, trimOffsetTop = 0, width, height } = rest;
    boxes.push({ left: 0 - trimOffsetLeft, top: 0 - trimOffsetTop, width, height });
  }
  return boxes;
}
