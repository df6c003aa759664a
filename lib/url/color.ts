/**
 * A color in hex digits as the variant key spells it.
 *
 * @param text e.g. `#f00`, `ff0000`, `ff000080`; lower case
 * @returns 6 hex digits, or 8 where it is not opaque, e.g. `ff0000`; `undefined` when it is no color
 * @see CSS Color 4 §5.2
 */
export function canonicalColor(text: string): string | undefined {
  const match = /^#?([\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/.exec(text);
  // In njs, the `$` of a regular expression is also before a newline at the end.
  if (!match || match[0] !== text) return undefined;
  const digits = match[1]!.length < 5 ? match[1]!.replace(/./g, "$&$&") : match[1]!;
  return digits.slice(6) === "ff" ? digits.slice(0, 6) : digits;
}
