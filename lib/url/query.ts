import { type Failed, failed } from "../edge-problems.ts";

/** One key and its value as the client meant them, e.g. `["w", "640"]`. */
export type Pair = readonly [key: string, value: string];

/** What to say of a query that cannot be decoded. */
export const MALFORMED_QUERY = "Percent-encoding must be valid UTF-8, e.g. %23 for #.";

/** The problem with a key that comes twice, be it under another of its names. */
export function repeatedKey(key: string): Failed {
  return failed("parameter-repeated", `${key} comes twice; give it once.`);
}

/**
 * Undoes percent-encoding once; `+` is a space.
 *
 * @returns `undefined` for what is no UTF-8; small engines differ in what they throw, so nothing is read from it
 */
export function decodeText(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replace(/\+/g, " "));
  } catch (_error) {
    return undefined;
  }
}
