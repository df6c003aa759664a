import { type ImageParameters, imageUrl, type UrlOptions } from "./image-url.ts";
import { srcset } from "./srcset.ts";
import type { FluidSizes } from "./srcset-offers.ts";

/** The attributes of one `<source>`. */
export interface PictureSource {
  readonly type: string;
  readonly srcset: string;
  readonly sizes?: string;
  readonly media?: string;
}

/** The attributes of a `<picture>`'s elements. */
export interface PictureSources {
  readonly sources: readonly PictureSource[];
  /** For browsers that take none of the sources. */
  readonly img: { readonly src: string; readonly srcset: string; readonly sizes?: string };
}

/** What a `<picture>` is of. */
export type PictureParameters = Omit<ImageParameters, "width" | "height" | "dpr" | "format"> &
  FluidSizes & {
    /** The types to offer, the best first. */
    readonly formats?: readonly ("avif" | "webp" | "jpeg" | "png")[];
    /** When these sources count, e.g. `(max-width: 600px)`; for another crop on other screens. */
    readonly media?: string;
  };

/** px of the picture for browsers that know no `srcset`. */
const PLAIN_WIDTH = 800;

/**
 * The sources of a `<picture>`, each of one type by its own URL.
 *
 * One `<img>` with a {@link srcset} does the same with fewer words, since the service chooses by `Accept`; a `<picture>` is
 * for caches of others in between that keep one answer an address, and for other crops on other screens.
 *
 * @throws TypeError as `srcset` does
 * @example
 * ```ts
 * import { pictureSources } from "darkroom/client";
 *
 * const { sources, img } = pictureSources("01jd3v7k2mq8x4n5p6r7s8t9va", { widths: [400, 800], ratio: "16:9" });
 * sources.map(({ type }) => type); // → ["image/avif", "image/webp"]
 * img.src; // → "/images/01jd3v7k2mq8x4n5p6r7s8t9va/transformation?w=800&ar=16%3A9"
 * ```
 */
export function pictureSources(
  id: string,
  parameters: PictureParameters = {},
  options: UrlOptions = {},
): PictureSources {
  const { formats = ["avif", "webp"], media, ...picture } = parameters;
  const { widths, originalWidth, sizes, ...rest } = picture;
  const shared = { ...(sizes !== undefined && { sizes }), ...(media !== undefined && { media }) };
  const sources = formats.map((format) => {
    const type = `image/${format}`;
    return { type, srcset: srcset(id, { ...picture, format }, options), ...shared };
  });
  const src = imageUrl(id, { ...rest, width: PLAIN_WIDTH }, options);
  return { sources, img: { src, srcset: srcset(id, picture, options), ...(sizes !== undefined && { sizes }) } };
}
