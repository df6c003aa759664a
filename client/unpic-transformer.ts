import { ROWS } from "../lib/url/parameters.ts";
import { rowOf } from "../lib/url/row-of.ts";
import { type QueryParameters, readImageSource, writeImageSource } from "./image-source.ts";
import type { ImageParameters } from "./image-url.ts";

/** What unpic's components ask of a picture: their own four, with numbers as text too, and all of the service's. */
export type UnpicOperations = Omit<ImageParameters, "width" | "height" | "quality" | "format"> & {
  readonly width?: number | string;
  readonly height?: number | string;
  readonly quality?: number | string;
  /** e.g. `avif`; `jpg` is `jpeg` */
  readonly format?: string;
};

/** Where pictures are that are given by their ids. */
export interface UnpicOptions {
  /** e.g. `https://img.example.com` */
  readonly baseUrl?: string;
}

/** A picture's URL taken apart, as unpic's providers do. */
export interface Extracted {
  /** The URL without parameters. */
  readonly src: string;
  readonly operations: UnpicOperations;
  readonly options: UnpicOptions;
}

/**
 * The transformer that unpic's base components take.
 *
 * A height beside a width crops, as the components' `object-fit: cover` expects.
 *
 * @param src a picture's URL, whose parameters stay unless an operation says otherwise, or an image's id
 * @throws TypeError for what is no picture of a Darkroom
 * @see https://unpic.pics/img/
 * @example
 * ```ts
 * import { transform } from "darkroom/client/unpic";
 *
 * const src = "https://img.example.com/images/01jd3v7k2mq8x4n5p6r7s8t9va/transformation";
 * transform(src, { width: 400, height: 300 }).endsWith("?fit=cover&w=400&h=300"); // → true
 * ```
 */
export function transform(src: string | URL, operations: UnpicOperations, options: UnpicOptions = {}): string {
  const source = sourceOf(src);
  const asked = queryOf(operations);
  const merged: QueryParameters = { ...source.parameters, ...asked };
  const fit = merged.w !== undefined && merged.h !== undefined ? { fit: "cover" } : {};
  return writeImageSource({
    ...source,
    baseUrl: source.baseUrl || (options.baseUrl ?? ""),
    parameters: { ...fit, ...merged },
  });
}

/** Writes a URL with these operations alone. */
export function generate(src: string | URL, operations: UnpicOperations, options: UnpicOptions = {}): string {
  return transform(writeImageSource({ ...sourceOf(src), parameters: {} }), operations, options);
}

/**
 * Takes a URL apart.
 *
 * @returns `null` for what is no picture of a Darkroom
 */
export function extract(url: string | URL): Extracted | null {
  const source = readImageSource(`${url}`);
  if (source === undefined) return null;
  const named = Object.entries(source.parameters).flatMap(([key, text]) => {
    const row = rowOf(key);
    // A ratio is a number to the edge, and stays as it is written to those who write URLs.
    const value = row === undefined || row.kind === "ratio" ? text : row.read(text, row);
    return row === undefined || value === undefined ? [] : [[row.name, value] as const];
  });
  const { baseUrl } = source;
  return {
    src: writeImageSource({ ...source, parameters: {} }),
    operations: Object.fromEntries(named),
    options: baseUrl === "" ? {} : { baseUrl },
  };
}

function sourceOf(src: string | URL) {
  const source = readImageSource(`${src}`);
  if (source === undefined) throw new TypeError(`${JSON.stringify(`${src}`)} is no picture of a Darkroom.`);
  return source;
}

function queryOf(operations: UnpicOperations): QueryParameters {
  const given = new Map<string, unknown>(Object.entries(operations));
  const pairs = ROWS.flatMap(({ name, key }) => {
    const value = given.get(name);
    return value === undefined ? [] : [[key, typeof value === "boolean" ? `${Number(value)}` : `${value}`] as const];
  });
  return Object.fromEntries(pairs);
}
