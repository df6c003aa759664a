import { type Failed, failed } from "../edge-problems.ts";

/** One key and its value as the client meant them, e.g. `["w", "640"]`. */
export type Pair = readonly [key: string, value: string];

/** What to say of a query that cannot be decoded. */
export const MALFORMED_QUERY = "Percent-encoding must be valid UTF-8, e.g. %23 for #.";

/**
 * Splits a raw query by hand; for the edge bundle, where no package fits.
 *
 * @param rawQuery e.g. `w=640&rect=0%2C0,10,10`; percent-encoding is undone once, `+` is a space
 * @returns the pairs in their order, or `query-malformed`
 * @see WHATWG URL, application/x-www-form-urlencoded parsing
 */
export function splitQuery(rawQuery: string): Pair[] | Failed {
  const pairs: Pair[] = [];
  const parts = rawQuery.split("&");
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!;
    if (part === "") continue;
    const equals = part.indexOf("=");
    const key = decodeText(equals < 0 ? part : part.slice(0, equals));
    const value = equals < 0 ? "" : decodeText(part.slice(equals + 1));
    if (key === undefined || value === undefined) return failed("query-malformed", MALFORMED_QUERY);
    pairs.push([key, value]);
  }
  return pairs;
}

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
