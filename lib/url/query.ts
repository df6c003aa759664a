/** One key and its value as the client meant them, e.g. `["w", "640"]`. */
export type Pair = readonly [key: string, value: string];

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
