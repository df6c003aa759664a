import { MAX_ASKED_PX } from "../lib/limits.ts";
import { DEFAULT_LADDER } from "../lib/url/default-ladder.ts";
import { snapUp } from "../lib/url/ladder.ts";
import { type ImageParameters, imageUrl, type UrlOptions } from "./image-url.ts";
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

/** What a `srcset` is of: widths that follow the page, or one `width` for screens of several densities. */
export type SrcsetParameters =
  | (Omit<ImageParameters, "width" | "height" | "dpr"> & FluidSizes & { readonly width?: never })
  | (Omit<ImageParameters, "dpr"> & { readonly [Each in keyof FluidSizes]?: never } & { readonly width: number });

/** What is offered where neither widths nor sizes are given: phones, tablets, screens, each at one and two densities. */
const USUAL_WIDTHS: readonly number[] = [320, 480, 640, 828, 1080, 1280, 1600, 1920, 2560, 3840];

const DENSITIES: readonly number[] = [1, 2, 3];

/**
 * The `srcset` of an `<img>` or a `<source>`.
 *
 * Widths stand on the service's ladder of sizes, so that what each one promises is what comes.
 *
 * @throws TypeError for what is no id, no width, or `sizes` that cannot be read
 * @example
 * ```ts
 * import { srcset } from "darkroom/client";
 *
 * const id = "01jd3v7k2mq8x4n5p6r7s8t9va";
 * srcset(id, { widths: [400, 810] }); // → `/images/${id}/transformation?w=400 400w, /images/${id}/transformation?w=828 828w`
 * srcset(id, { width: 96 }).endsWith("?w=96&dpr=3 3x"); // → true
 * ```
 */
export function srcset(id: string, parameters: SrcsetParameters = {}, options: UrlOptions = {}): string {
  if (parameters.width !== undefined) return densities(id, { ...parameters, width: parameters.width }, options);
  const { widths, sizes, originalWidth, ...rest } = parameters;
  const asked = widths ?? (sizes === undefined ? USUAL_WIDTHS : widthsOfSizes(sizes));
  const entries = offers(asked, originalWidth).map(
    ({ ask, gets }) => `${imageUrl(id, { ...rest, width: ask }, options)} ${gets}w`,
  );
  return entries.join(", ");
}

function densities(id: string, parameters: ImageParameters & { readonly width: number }, options: UrlOptions): string {
  const possible = DENSITIES.filter((dpr) => dpr * Math.max(parameters.width, parameters.height ?? 0) <= MAX_ASKED_PX);
  const entries = possible.map((dpr) => {
    const dense = dpr === 1 ? parameters : { ...parameters, dpr };
    return `${imageUrl(id, dense, options)} ${dpr}x`;
  });
  return entries.join(", ");
}

/** What is asked for, and the width of what comes. */
interface Offer {
  readonly ask: number;
  readonly gets: number;
}

function offers(widths: readonly number[], originalWidth: number = MAX_ASKED_PX): Offer[] {
  const wrong = widths.find((width) => !Number.isInteger(width) || width < 1 || width > MAX_ASKED_PX);
  if (wrong !== undefined)
    throw new TypeError(`A width is a whole number from 1 to ${MAX_ASKED_PX}; ${wrong} is none.`);
  const rungs = [...new Set(widths.map((width) => snapUp(width, DEFAULT_LADDER)))].sort((one, other) => one - other);
  const fitting = rungs.filter((width) => width <= originalWidth).map((width) => ({ ask: width, gets: width }));
  if (fitting.length === rungs.length) return fitting;
  return [...fitting, { ask: snapUp(originalWidth, DEFAULT_LADDER), gets: originalWidth }];
}
