import { wholeNumber } from "../values.ts";

/**
 * A change in percent as the whole that remains.
 *
 * @param text -100 to 100, where 0 is unchanged, e.g. `-20`
 * @returns e.g. `80`; `undefined` for anything else
 */
export function fromChange(text: string): string | undefined {
  const change = wholeNumber(text, -100, 100);
  return change === undefined ? undefined : "" + (100 + change);
}

/**
 * A factor as percent.
 *
 * @param text 0 to 99 with up to two decimals, e.g. `1.2`
 * @returns e.g. `120`; `undefined` for anything else
 */
export function fromFactor(text: string): string | undefined {
  return /^\d{1,2}(\.\d{1,2})?$/.test(text) ? "" + Math.round(+text * 100) : undefined;
}

/**
 * The strength of a blur on a scale of one's own, as the deviation of a Gaussian in px.
 *
 * No system says what its numbers stand for; the ends of the scales are laid upon each other.
 *
 * @param most of the scale, which becomes 100
 * @returns e.g. `5` for 100 of 2000; `undefined` for what is not on the scale
 */
export function fromBlur(text: string, most: number): string | undefined {
  const amount = wholeNumber(text, 1, most);
  return amount === undefined ? undefined : "" + Math.ceil((amount * 100) / most);
}

/**
 * A focal point in percent for one in parts of the sides; the middle where nobody said.
 *
 * @returns e.g. `30,50` for `0.3` and nothing; `NaN` in it is refused by our own row
 */
export function focalPoint(x: string | undefined, y: string | undefined): string {
  return Math.round(+(x || 0.5) * 100) + "," + Math.round(+(y || 0.5) * 100);
}

/** A clockwise turn for a counter-clockwise one, e.g. `270` for `90`; what is no quarter stays, and is refused by our own row. */
export function reversed(degrees: string): string {
  return degrees === "90" ? "270" : degrees === "270" ? "90" : degrees;
}

/** The mirror image that, after a quarter turn, is what one before it was: `v` for `h`. */
export function flipBeforeTurn(flip: string, turn: string | undefined): string {
  if (turn !== "90" && turn !== "270") return flip;
  return flip === "h" ? "v" : flip === "v" ? "h" : flip;
}

const SIDES = ["top", "bottom", "left", "right"];
const POINTS = ["north", "south", "west", "east"];

/**
 * A side, or a corner by its two sides, as a compass point.
 *
 * @param words in any order, e.g. `["left", "top"]`; those that are no side are left out
 * @returns e.g. `northwest`; empty for none
 */
export function compassPoint(words: readonly string[]): string {
  let point = "";
  for (let i = 0; i < 4; i++) if (words.indexOf(SIDES[i]!) >= 0) point += POINTS[i];
  return point;
}
