import queryString from "query-string";
import { rowOf } from "../lib/url/row-of.ts";
import { isImageId } from "./image-url.ts";

/** Parameters as a URL has them, by the keys of the table, e.g. `{ w: "640", fp: "30,70" }`. */
export type QueryParameters = Readonly<Record<string, string>>;

/** A picture's URL in its parts. */
export interface ImageSource {
  /** e.g. `https://img.example.com`; empty for a relative one. */
  readonly baseUrl: string;
  readonly id: string;
  readonly parameters: QueryParameters;
}

/**
 * Reads what a component is given as the `src` of a picture.
 *
 * @param src an image's id, or the URL of one with or without parameters
 * @returns aliases under the table's own keys; `undefined` for what is no picture of a Darkroom
 */
export function readImageSource(src: string): ImageSource | undefined {
  if (isImageId(src)) return { baseUrl: "", id: src, parameters: {} };
  const { url, query } = queryString.parseUrl(src, { sort: false });
  const match = /^(.*)\/images\/([0-9a-z]{26})(?:\/transformation)?$/.exec(url);
  if (match === null) return undefined;
  const pairs = Object.entries(query).flatMap(([key, value]) => {
    const row = rowOf(key);
    return row === undefined || typeof value !== "string" ? [] : [[row.key, value] as const];
  });
  return { baseUrl: match[1]!, id: match[2]!, parameters: Object.fromEntries(pairs) };
}

/**
 * The inverse of {@link readImageSource}.
 *
 * @returns e.g. `https://img.example.com/images/01jd3v…/transformation?w=640`
 */
export function writeImageSource({ baseUrl, id, parameters }: ImageSource): string {
  const url = `${baseUrl}/images/${id}/transformation`;
  return queryString.stringifyUrl({ url, query: { ...parameters } }, { sort: false });
}
