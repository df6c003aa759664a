import { COLOR_NAMES } from "./color-names.ts";
import type { ParameterRow } from "./parameters.ts";
import { sentencesAbout } from "./sentences.ts";

/**
 * What the edge function looks up in its KeyValueStore because its code has no room for it, signing keys aside: the CSS
 * color names, and what is said of refused requests.
 *
 * @param rows those that the function knows
 * @returns e.g. `{ "color-red": "ff0000", "says-w": " must be a whole number from 1 to 4096.", … }`
 */
export function edgeValues(rows: readonly ParameterRow[]): Readonly<Record<string, string>> {
  const colors = Object.entries(COLOR_NAMES).map(([name, digits]) => [`color-${name}`, digits] as const);
  return { ...Object.fromEntries(colors), ...sentencesAbout(rows) };
}
