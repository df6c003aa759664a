import queryString from "query-string";
import type { Transform } from "./parameters.ts";
import { transformJson } from "./transform-json.ts";

/** Writes the URLs of pictures that the service gives out. */
export interface PictureUrls {
  /** e.g. `https://img.example.com` */
  readonly publicUrl: string;
  /**
   * The path and query under which anybody is answered, signed where the mode demands it.
   *
   * @returns e.g. `/images/01jd3v…/transformation?w=640`
   */
  pathOf(imageId: string, transform: Transform): string;
  /**
   * The same with a signature in any mode, which keeps its sizes from moving to the ladder; unsigned where there is no key.
   *
   * @returns e.g. `/images/01jd3v…/transformation?w=641&s=k1.4cVq…`
   */
  exactPathOf(imageId: string, transform: Transform): string;
}

/**
 * The path and query under which a picture's variant is asked for.
 *
 * @param transform e.g. `{ width: 640, focalPoint: [30, 70] }`
 * @returns e.g. `/images/01jd3v…/transformation?w=640&fp=30,70`
 */
export function transformationPath(imageId: string, transform: Transform): string {
  const query = Object.entries(transformJson(transform)).map(([key, value]) => [key, urlText(value)] as const);
  return queryString.stringifyUrl(
    { url: `/images/${imageId}/transformation`, query: Object.fromEntries(query) },
    { sort: false },
  );
}

function urlText(value: number | string | boolean): string {
  return typeof value === "boolean" ? (value ? "1" : "0") : `${value}`;
}
