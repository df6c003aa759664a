import { MAX_ASKED_PX } from "../lib/limits.ts";
import { widthsOfSizes } from "./sizes-widths.ts";

/** A picture whose width follows the page: `widths`, or the `sizes` of its `<img>` to choose them by. */
export interface FluidSizes {
  /** px, 1 to 4096, e.g. `[400, 800, 1600]` */
  readonly widths?: readonly number[];
  /** e.g. `(max-width: 50rem) 100vw, 50rem` */
  readonly sizes?: string;
  /** The original's own width in px, if it is known: nothing wider is offered, since pictures do not grow. */
  readonly originalWidth?: number;
}

/** What is asked for, and the width of what comes; px. */
export interface Offer {
  readonly ask: number;
  readonly gets: number;
}

/** What is offered where neither widths nor sizes are given: phones, tablets, screens, each at one and two densities. */
const USUAL_WIDTHS: readonly number[] = [320, 480, 640, 828, 1080, 1280, 1600, 1920, 2560, 3840];

const DENSITIES: readonly number[] = [1, 2, 3];

/**
 * The widths to offer of a picture that follows the page, each once, the narrowest first.
 *
 * @param given what the service makes of a width, e.g. the next size of its ladder
 * @throws TypeError for what is no width, and `sizes` that cannot be read
 */
export function fluidOffers(
  { widths, sizes, originalWidth = MAX_ASKED_PX }: FluidSizes,
  given: (width: number) => number,
): Offer[] {
  const asked = widths ?? (sizes === undefined ? USUAL_WIDTHS : widthsOfSizes(sizes));
  const wrong = asked.find((width) => !Number.isInteger(width) || width < 1 || width > MAX_ASKED_PX);
  if (wrong !== undefined)
    throw new TypeError(`A width is a whole number from 1 to ${MAX_ASKED_PX}; ${wrong} is none.`);
  const rungs = [...new Set(asked.map(given))].sort((one, other) => one - other);
  const fitting = rungs.filter((width) => width <= originalWidth).map((width) => ({ ask: width, gets: width }));
  if (fitting.length === rungs.length) return fitting;
  return [...fitting, { ask: given(originalWidth), gets: originalWidth }];
}

/** The densities that a picture of a certain size can be offered in, e.g. `[1, 2, 3]`. */
export function densityOffers(width: number, height = 0): number[] {
  return DENSITIES.filter((dpr) => dpr * Math.max(width, height) <= MAX_ASKED_PX);
}
