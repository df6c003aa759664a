import { DEFAULT_RUNGS } from "../lib/url/default-ladder.ts";
import { rungsOf, snapUp } from "../lib/url/ladder.ts";
import { type ImageParameters, imageUrl, type UrlOptions } from "./image-url.ts";
import { densityOffers, type FluidSizes, fluidOffers } from "./srcset-offers.ts";

/** What a `srcset` is of: widths that follow the page, or one `width` for screens of several densities. */
export type SrcsetParameters =
  | (Omit<ImageParameters, "width" | "height" | "dpr"> & FluidSizes & { readonly width?: never })
  | (Omit<ImageParameters, "dpr"> & { readonly [Each in keyof FluidSizes]?: never } & { readonly width: number });

/**
 * The `srcset` of an `<img>` or a `<source>`.
 *
 * Widths stand on the service's ladder of sizes, so that what each one promises is what comes. For a ladder of its own, give
 * `ladder`.
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
  const rungs = options.ladder === undefined ? DEFAULT_RUNGS : rungsOf(options.ladder);
  const entries = fluidOffers(parameters, (width) => snapUp(width, rungs)).map(
    ({ ask, gets }) => `${imageUrl(id, { ...rest, width: ask }, options)} ${gets}w`,
  );
  return entries.join(", ");
}

function densities(id: string, parameters: ImageParameters & { readonly width: number }, options: UrlOptions): string {
  const entries = densityOffers(parameters.width, parameters.height).map((dpr) => {
    const dense = dpr === 1 ? parameters : { ...parameters, dpr };
    return `${imageUrl(id, dense, options)} ${dpr}x`;
  });
  return entries.join(", ");
}
