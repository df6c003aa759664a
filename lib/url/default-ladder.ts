import { MAX_ASKED_PX } from "../limits.ts";
import { type Ladder, type Rungs, rungsOf } from "./ladder.ts";

/** Sizes in px that people use and that are no multiple of 50 or 100: icons, then the usual device widths. */
const ODD_SIZES = [
  16, 24, 32, 48, 64, 96, 128, 256, 512, 320, 360, 375, 390, 414, 428, 640, 750, 768, 828, 1080, 1170, 1280, 1440, 1536,
  1920, 2048, 2560, 3840,
];

/** The sizes of an unsigned URL where nobody set others: the odd ones, multiples of 50 to 1000 and of 100 to 4000, 4096. */
export const DEFAULT_LADDER: Ladder = [
  ...new Set([...ODD_SIZES, ...multiples(50, 1000), ...multiples(100, 4000), MAX_ASKED_PX]),
].sort((one, other) => one - other);

/** The same as it is searched. */
export const DEFAULT_RUNGS: Rungs = rungsOf(DEFAULT_LADDER);

function multiples(step: number, last: number): number[] {
  return Array.from({ length: last / step }, (_, index) => (index + 1) * step);
}
