import { transformationPath } from "../lib/url/image-url.ts";
import type { Parameters } from "../lib/url/parameters.ts";

/**
 * What a URL can ask of a picture, each name and value as the service's own parameter table has them; `ratio` is written
 * as a URL has it.
 *
 * @example
 * ```ts
 * const card: ImageParameters = { width: 400, ratio: "4:3", fit: "cover", focalPoint: [30, 70] };
 * ```
 */
export type ImageParameters = Omit<Parameters, "ratio" | "signature" | "free" | "widths"> & {
  readonly ratio?: `${number}:${number}`;
};

/** Where pictures are. */
export interface UrlOptions {
  /** The service, e.g. `https://img.example.com`; without it, URLs are relative. */
  readonly baseUrl?: string | undefined;
  /** The sizes of the service, where it has others than by default: `ladder` in its `/config.json`. */
  readonly ladder?: readonly number[] | undefined;
}

/**
 * The URL of a picture, in the size, crop and format that is asked for.
 *
 * @param id an image's id, e.g. `01jd3v7k2mq8x4n5p6r7s8t9va`
 * @throws TypeError for what is no id
 * @example
 * ```ts
 * import { imageUrl } from "darkroom/client";
 *
 * imageUrl("01jd3v7k2mq8x4n5p6r7s8t9va", { width: 640 }); // → "/images/01jd3v7k2mq8x4n5p6r7s8t9va/transformation?w=640"
 * ```
 */
export function imageUrl(id: string, parameters: ImageParameters = {}, { baseUrl = "" }: UrlOptions = {}): string {
  if (!isImageId(id)) throw new TypeError(`${JSON.stringify(id)} is no image id; an upload's answer has one.`);
  return `${withoutSlash(baseUrl)}${transformationPath(id, parameters)}`;
}

/** Whether a text has the form of an image's id: 26 of `0-9a-z`. */
export function isImageId(text: string): boolean {
  return /^[0-9a-z]{26}$/.test(text);
}

/**
 * An address to which a path can be added.
 *
 * @returns e.g. `https://img.example.com` for `https://img.example.com/`
 */
export function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}
