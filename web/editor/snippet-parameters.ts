import type { QueryParameters } from "../../client/image-source.ts";
import type { ImageParameters } from "../../client/image-url.ts";
import type { Failed } from "../../lib/edge-problems.ts";
import type { ImageData } from "../../lib/image-data.ts";
import { readParameters } from "../../lib/url/read-parameters.ts";
import { worded } from "../../lib/url/sentences.ts";

/** What a snippet asks for at every width. */
export type SnippetParameters = Omit<ImageParameters, "width" | "height" | "dpr">;

/**
 * What is left of an address when its width is to follow the page: a box of two sides becomes their ratio, a height alone
 * and a density go.
 *
 * @param said e.g. `{ w: "640", h: "360", fit: "cover" }`
 * @returns e.g. `{ ratio: "640:360", fit: "cover" }`, or the edge's own problem
 */
export function snippetParameters(said: QueryParameters): SnippetParameters | Failed {
  const read = readParameters(Object.entries(said));
  if ("problem" in read) return worded(read);
  const { width, height, dpr: _, ratio: __, signature: ___, ...rest } = read.parameters;
  const ratio = width !== undefined && height !== undefined ? (`${width}:${height}` as const) : said.ar;
  return ratio !== undefined && isRatio(ratio) ? { ...rest, ratio } : rest;
}

function isRatio(text: string): text is `${number}:${number}` {
  return /^\d+:\d+$/.test(text);
}

/**
 * px of the widest that there is to offer: pictures do not grow.
 *
 * @returns `undefined` where they may, or the picture's size is not known
 */
export function widestPx({ width, height }: ImageData, said: QueryParameters): number | undefined {
  if (width === null || height === null || said.enlarge === "1") return undefined;
  const rect = said.rect?.split(",").map(Number);
  const cut = [rect?.[2] ?? width, rect?.[3] ?? height] as const;
  const isTurned = said.rot === "90" || said.rot === "270";
  const [across, down] = isTurned ? [cut[1], cut[0]] : cut;
  const parameters = snippetParameters(said);
  if ("problem" in parameters || parameters.ratio === undefined || parameters.fit !== "cover") return across;
  const [wide = 1, high = 1] = parameters.ratio.split(":").map(Number);
  return Math.max(1, Math.min(across, Math.floor((down * wide) / high)));
}
