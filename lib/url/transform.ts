import type { ParameterRow, Transform } from "./parameters.ts";
import { utf8 } from "./utf8.ts";
import type { Value } from "./value.ts";

/** What the canonical text of an empty transform is: a file needs a name. */
export const EMPTY_TEXT = "default";

/**
 * A transform as text, the same for every spelling; its format is not in it.
 *
 * @param transform e.g. `{ height: 360, width: 640, fit: "cover", focalPoint: [30, 70] }`
 * @param rows those that can be in it, in the table's order: all of them, or the few that a request has
 * @returns e.g. `w-640_h-360_fit-cover_fp-30-70`, of `[A-Za-z0-9_.-]` only; `default` for the empty one
 */
export function canonicalText(transform: Transform, rows: readonly ParameterRow[]): string {
  let text = "";
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const key = row.key;
    const value = (transform as Record<string, Value | undefined>)[row.name];
    if (value !== undefined && key !== "fmt") {
      text += (text && "_") + key + "-" + (key === "txt" ? textToken(value as string) : valueText(value, "-"));
    }
  }
  return text || EMPTY_TEXT;
}

/** Words as a variant key can hold them: base64url, but for the `_` that stands between parameters. */
function textToken(words: string): string {
  return utf8(words).toString("base64url").replace(/_/g, ".");
}

/**
 * A value as a URL has it.
 *
 * @param value e.g. `true`, `[30, 70]`
 * @param separator between numbers: `,` in URLs, `-` in variant keys
 * @returns e.g. `1`, `30,70`
 */
export function valueText(value: Value, separator: "," | "-"): string {
  if (typeof value === "object") return value.join(separator);
  return "" + (typeof value === "boolean" ? +value : value);
}
