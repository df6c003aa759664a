import { MAX_ASKED_PX } from "../limits.ts";

/** Sizes in px that an unsigned URL can have, ascending, e.g. `[320, 640, 1280]`. */
export type Ladder = readonly number[];

/**
 * A ladder as text, two letters a size: a function that starts anew for every request can search a text, but would first
 * have to make a list.
 */
export type Rungs = string;

/**
 * Writes a ladder as text.
 *
 * @throws RangeError for none, for a size that no URL may ask for, and for any other order
 */
export function rungsOf(ladder: Ladder): Rungs {
  const isLadder = ladder.every((size, index) => Number.isInteger(size) && size > (ladder[index - 1] ?? 0));
  if (!isLadder || ladder.length === 0 || ladder.at(-1)! > MAX_ASKED_PX) {
    throw new RangeError(`A ladder is whole sizes from 1 to ${MAX_ASKED_PX} px, each over the one before`);
  }
  return ladder.map(lettersOf).join("");
}

/**
 * The next size of the ladder, which keeps unsigned URLs from making one variant a pixel.
 *
 * @param size whole px, 1 to 4096
 * @returns the smallest size that is not below it, e.g. `641` → `650`; over the largest, the largest
 */
export function snapUp(size: number, rungs: Rungs): number {
  const letters = lettersOf(size);
  let low = 0;
  let high = rungs.length / 2 - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rungs[2 * middle]! + rungs[2 * middle + 1]! < letters) low = middle + 1;
    else high = middle;
  }
  return (rungs.charCodeAt(2 * low) - 48) * 64 + rungs.charCodeAt(2 * low + 1) - 47;
}

/**
 * Whether an unsigned URL can have asked for these sizes; what it names neither of, it can.
 *
 * @param size e.g. `{ width: 640, height: 361 }`; one side is a rung, the other follows from its box or its ratio
 */
export function isOnLadder(size: { readonly width?: number; readonly height?: number }, ladder: Ladder): boolean {
  const sides = [size.width, size.height].filter((side) => side !== undefined);
  return sides.length === 0 || sides.some((side) => ladder.includes(side));
}

/**
 * A size less one, so that 4096 needs no third letter, as two digits of base 64; that of the digit 0 has the code 48.
 * Texts of such letters stand in the order of the sizes.
 */
function lettersOf(size: number): string {
  return String.fromCharCode(48 + ((size - 1) >> 6), 48 + ((size - 1) & 63));
}
