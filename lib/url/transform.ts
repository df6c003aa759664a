import { ROWS, type Transform } from "./parameters.ts";
import type { Value } from "./values.ts";

/** What the canonical text of an empty transform is: a file needs a name. */
export const EMPTY_TEXT = "default";

/**
 * A transform as text, the same for every spelling; its format is not in it.
 *
 * @param transform e.g. `{ height: 360, width: 640, fit: "cover", focalPoint: [30, 70] }`
 * @returns e.g. `w-640_h-360_fit-cover_fp-30-70`, of `[A-Za-z0-9_.-]` only; `default` for the empty one
 */
export function canonicalText(transform: Transform): string {
  const tokens: string[] = [];
  ROWS.forEach((row) => {
    const value = (transform as Record<string, Value | undefined>)[row.name];
    if (value !== undefined && row.key !== "fmt") tokens.push(`${row.key}-${valueText(value, "-")}`);
  });
  return tokens.join("_") || EMPTY_TEXT;
}

/**
 * A value as a URL has it.
 *
 * @param value e.g. `true`, `[30, 70]`
 * @param separator between numbers: `,` in URLs, `-` in variant keys
 * @returns e.g. `1`, `30,70`
 */
export function valueText(value: Value, separator: "," | "-"): string {
  if (typeof value === "boolean") return value ? "1" : "0";
  return typeof value === "object" ? value.join(separator) : `${value}`;
}
