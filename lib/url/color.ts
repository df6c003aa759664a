/**
 * A color in hex digits as the variant key spells it.
 *
 * @param text e.g. `#f00`, `ff0000`, `ff000080`; lower case
 * @returns 6 hex digits, or 8 where it is not opaque, e.g. `ff0000`; `undefined` when it is no color
 * @see CSS Color 4 §5.2
 */
export function canonicalColor(text: string): string | undefined {
  let digits = text.charAt(0) === "#" ? text.slice(1) : text;
  if (!/^([\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/.test(digits)) return undefined;
  if (digits.length < 5) digits = digits.replace(/./g, "$&$&");
  return digits.length === 8 && digits.slice(6) === "ff" ? digits.slice(0, 6) : digits;
}
