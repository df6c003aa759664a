import { readImageSource, writeImageSource } from "./image-source.ts";

/** What Next.js asks a loader. */
export interface NextImage {
  /** The `src` of the `<Image>`. */
  readonly src: string;
  /** Device px. */
  readonly width: number;
  readonly quality?: number | undefined;
}

/**
 * The loader of `next/image`: `images: { loader: "custom", loaderFile: "./image-loader.js" }`, and in that file
 * `export { default } from "darkroom/client/next"`.
 *
 * @param image its `src` is a picture's URL, as the service gives it, or for pages on the same host its id; parameters
 *   in it stay
 * @throws TypeError for the `src` of anything else
 * @see https://nextjs.org/docs/app/api-reference/config/next-config-js/images
 * @example
 * ```ts
 * import darkroomLoader from "darkroom/client/next";
 *
 * const src = "https://img.example.com/images/01jd3v7k2mq8x4n5p6r7s8t9va/transformation?fit=cover&ar=1:1";
 * darkroomLoader({ src, width: 640 }).endsWith("?fit=cover&ar=1%3A1&w=640"); // → true
 * ```
 */
export default function darkroomLoader({ src, width, quality }: NextImage): string {
  const source = readImageSource(src);
  if (source === undefined) throw new TypeError(`${JSON.stringify(src)} is no picture of a Darkroom.`);
  const asked = { w: `${width}`, ...(quality !== undefined && { q: `${quality}` }) };
  return writeImageSource({ ...source, parameters: { ...source.parameters, ...asked } });
}
