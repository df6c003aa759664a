import { imageUrl, type UrlOptions } from "./image-url.ts";
import { signUrl } from "./sign-url.ts";
import type { SrcsetParameters } from "./srcset.ts";
import { densityOffers, fluidOffers } from "./srcset-offers.ts";

/** Where pictures are, and how long their URLs are good. */
export interface SignedSrcsetOptions extends Omit<UrlOptions, "ladder"> {
  /** Seconds from now; without it, they are good as long as the key. */
  readonly lifeSeconds?: number;
}

/**
 * The `srcset` of an `<img>` or a `<source>` with one signature for all of it.
 *
 * It opens these widths of this picture and nothing else; they are exact, on the ladder or off it.
 *
 * @param key `kid.secret`, as the service's operator has it
 * @throws TypeError as `srcset` and `signUrl` do
 * @example
 * ```ts
 * import { signedSrcset } from "darkroom/client/sign";
 *
 * const id = "01jd3v7k2mq8x4n5p6r7s8t9va";
 * const [narrow, wide] = signedSrcset(id, "k1.a-secret", { widths: [333, 999], ratio: "4:3" }).split(", ");
 * narrow?.endsWith("&w=333 333w"); // → true
 * wide?.replace("&w=999 999w", "") === narrow?.replace("&w=333 333w", ""); // → true
 * ```
 */
export function signedSrcset(
  id: string,
  key: string,
  parameters: SrcsetParameters = {},
  { lifeSeconds, ...options }: SignedSrcsetOptions = {},
): string {
  const life = lifeSeconds === undefined ? {} : { lifeSeconds };
  if (parameters.width !== undefined) {
    const { width, height } = parameters;
    const densities = densityOffers(width, height);
    const restrictions = { ...life, free: ["dpr"], widths: densities.map((dpr) => dpr * width) };
    const signed = signUrl(imageUrl(id, parameters, options), key, restrictions);
    return densities.map((dpr) => `${signed}&dpr=${dpr} ${dpr}x`).join(", ");
  }
  const { widths, sizes, originalWidth, ...rest } = parameters;
  const offered = fluidOffers(parameters, (width) => width).map(({ gets }) => gets);
  const signed = signUrl(imageUrl(id, rest, options), key, { ...life, free: ["w"], widths: offered });
  return offered.map((width) => `${signed}&w=${width} ${width}w`).join(", ");
}
