import { cssColor } from "../../lib/url/css-colors.ts";
import { resolveColorNames } from "../../lib/url/named-colors.ts";
import type { Pair } from "../../lib/url/query.ts";
import { readParameters } from "../../lib/url/read-parameters.ts";
import { settle } from "../../lib/url/rules.ts";
import { worded } from "../../lib/url/sentences.ts";
import { writeImageSource } from "../image-source.ts";
import { isImageId } from "../image-url.ts";
import { usageFailure } from "./failure.ts";

/**
 * The URL of a picture from the words of a command line, checked by the code that the edge runs.
 *
 * @param words e.g. `["w=640", "fit=cover"]`
 * @returns e.g. `https://img.example.com/images/01jd3v…/transformation?w=640&fit=cover`
 * @throws CommandFailure with the edge's own sentence
 */
export async function pictureUrl(baseUrl: string, id: string, words: readonly string[]): Promise<string> {
  checkImageId(id);
  const pairs = words.map(pairOf);
  const asked = readParameters(pairs);
  const read = "problem" in asked ? asked : await resolveColorNames(asked, cssColor);
  if ("problem" in read) throw usageFailure(worded(read).problem.detail);
  const settled = settle(read, "exact");
  if ("problem" in settled) throw usageFailure(worded(settled).problem.detail);
  return writeImageSource({ baseUrl, id, parameters: Object.fromEntries(pairs) });
}

/** @throws CommandFailure for what no image can be called */
export function checkImageId(id: string): void {
  if (!isImageId(id)) throw usageFailure(`${JSON.stringify(id)} is no image id; darkroom ls shows them.`);
}

function pairOf(word: string): Pair {
  const equals = word.indexOf("=");
  if (equals < 1) throw usageFailure(`${JSON.stringify(word)} is no parameter; write one as w=640.`);
  return [word.slice(0, equals), word.slice(equals + 1)];
}
