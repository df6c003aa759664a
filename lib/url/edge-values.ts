import { COLOR_NAMES } from "./color-names.ts";
import type { Dialect } from "./dialects/dialects.ts";
import { UNFOLDED_SENTENCES } from "./dialects/unfolded-sentences.ts";
import type { ParameterRow } from "./parameters.ts";
import { sentencesAbout } from "./sentences.ts";

/**
 * What the edge function looks up in its KeyValueStore because its code has no room for it, signing keys aside: the CSS
 * color names, and what is said of refused requests.
 *
 * @param rows those that the function knows
 * @param dialects other systems whose URLs are understood
 * @returns e.g. `{ "color-red": "ff0000", "says-w": " must be a whole number from 1 to 4096.", … }`
 */
export function edgeValues(
  rows: readonly ParameterRow[],
  dialects: readonly Dialect[] = [],
): Readonly<Record<string, string>> {
  const colors = Object.entries(COLOR_NAMES).map(([name, digits]) => [`color-${name}`, digits] as const);
  return { ...Object.fromEntries(colors), ...sentencesAbout(rows), ...Object.fromEntries(dialects.flatMap(unfolded)) };
}

function unfolded(dialect: Dialect): (readonly [string, string])[] {
  const sentences = Object.entries(UNFOLDED_SENTENCES[dialect]);
  return sentences.map(([spelling, sentence]) => [`says-${dialect}-${spelling}`, ` ${sentence}`] as const);
}
