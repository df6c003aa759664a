import { EDGE_PROBLEMS } from "../../lib/edge-problems.ts";
import { DIALECTS, type Dialect } from "../../lib/url/dialects/dialects.ts";
import type { Unfolded } from "../../lib/url/dialects/foreign-url.ts";
import { FOREIGN_READERS } from "../../lib/url/dialects/readers.ts";
import { UNFOLDED_SENTENCES } from "../../lib/url/dialects/unfolded-sentences.ts";
import type { ExplainedRefusal } from "../../lib/url/explanation.ts";
import type { Refused } from "../../lib/url/refusal.ts";
import { sentenceOf } from "../../lib/url/sentences.ts";
import { readPictureUrl } from "../explanation.ts";
import { writeImageSource } from "../image-source.ts";

/** A picture's address by a URL of our own; of another system's, which. */
export interface PictureAddress {
  readonly ownUrl: string;
  readonly dialect?: Dialect;
}

/** An address of another system that says what has no counterpart. */
export interface RefusedAddress {
  readonly dialect: Dialect;
  readonly refusal: ExplainedRefusal;
}

/**
 * Reads a picture's address, and folds that of another system by the code that the edge has for it.
 *
 * @param url absolute or relative, e.g. `/imgix/01jd3v…?w=300&fit=crop`
 * @returns e.g. `{ ownUrl: "/images/01jd3v…/transformation?w=300&fit=cover", dialect: "imgix" }`
 * @throws TypeError for what is no picture's address
 */
export function readPictureAddress(url: string): PictureAddress | RefusedAddress {
  const { origin, pathname, search } = new URL(url, "http://relative.invalid");
  for (const dialect of DIALECTS) {
    const read = FOREIGN_READERS[dialect](pathname, search.slice(1));
    if (read === undefined) continue;
    if (!("said" in read)) return { dialect, refusal: refusalOf(dialect, read) };
    const baseUrl = URL.canParse(url) ? origin : "";
    return { ownUrl: writeImageSource({ baseUrl, id: read.imageId, parameters: read.said }), dialect };
  }
  readPictureUrl(url);
  return { ownUrl: url };
}

function refusalOf(dialect: Dialect, read: Unfolded | Refused): ExplainedRefusal {
  if ("problem" in read) {
    const { code } = read.problem;
    return { status: EDGE_PROBLEMS[code], code, detail: sentenceOf(read.problem) };
  }
  const code = "dialect-unsupported";
  const spelling = read.unfolded.slice(0, 32);
  const sentence = new Map(Object.entries(UNFOLDED_SENTENCES[dialect])).get(spelling) ?? "is not accepted.";
  return { status: EDGE_PROBLEMS[code], code, detail: `${spelling} ${sentence}` };
}
