import { LADDER_SIZES, MAX_ASKED_PX } from "../limits.ts";
import type { Ladder } from "./ladder.ts";

/**
 * Reads a ladder of one's own.
 *
 * @param text e.g. `320,640,1280`
 * @returns the ladder, or as the rest of a sentence what it must be and is not
 */
export function parseLadder(text: string): Ladder | { readonly mistake: string } {
  const words = text.split(",");
  const odd = words.find((word) => !/^\d+$/.test(word));
  if (odd !== undefined) {
    return { mistake: `whole numbers of px with commas between, such as 320,640,1280; ${JSON.stringify(odd)} is none` };
  }
  const sizes = words.map(Number);
  const outside = sizes.find((size) => size < 1 || size > MAX_ASKED_PX);
  if (outside !== undefined) return { mistake: `sizes from 1 to ${MAX_ASKED_PX} px; ${outside} is none` };
  const falling = sizes.findIndex((size, index) => index > 0 && size <= sizes[index - 1]!);
  if (falling > 0) {
    return { mistake: `sizes that grow; ${sizes[falling]} comes after ${sizes[falling - 1]}` };
  }
  if (sizes.length > LADDER_SIZES) return { mistake: `up to ${LADDER_SIZES} sizes; it has ${sizes.length}` };
  return sizes;
}
