import { type Parameters, ROWS, type Transform } from "./parameters.ts";
import type { PlacedRow } from "./placed-row.ts";
import { rowOf } from "./row-of.ts";
import { settle } from "./rules.ts";
import { canonicalText, EMPTY_TEXT } from "./transform.ts";
import { textOf } from "./utf8.ts";
import type { Value } from "./value.ts";
import { AUTO_EXTENSIONS, type Extension, type Variant, variantKey } from "./variant-key.ts";

const EXTENSIONS: readonly string[] = [...AUTO_EXTENSIONS, "avif", "webp", "jpeg", "png", "gif", "json"];

/**
 * The inverse of `variantKey`.
 *
 * @param key e.g. `images/01jd3v…/w-640.auto-avif`
 * @returns the variant, or `undefined` for what no request could have become
 */
export function parseVariantKey(key: string): Variant | undefined {
  const match = /^images\/([0-9a-z]{26})\/([A-Za-z0-9_.-]+)\.([a-z-]+)$/.exec(key);
  if (match === null || !EXTENSIONS.includes(match[3]!)) return undefined;
  const transform = parseCanonicalText(match[2]!);
  if (transform === undefined) return undefined;
  const extension = match[3] as Extension;
  const format = extension.startsWith("auto") ? undefined : (extension as Transform["format"]);
  const variant = { imageId: match[1]!, transform: format ? { ...transform, format } : transform, extension };
  // An image's data has one key, and a transform before `.json` is another.
  return variantKey(variant) === key ? variant : undefined;
}

/**
 * The inverse of `canonicalText`; takes that spelling alone.
 *
 * @param text e.g. `w-640_h-360`
 * @returns e.g. `{ width: 640, height: 360 }`, or `undefined` for text that no transform has
 */
export function parseCanonicalText(text: string): Transform | undefined {
  if (text === EMPTY_TEXT) return {};
  const read: Record<string, Value> = {};
  const rows: PlacedRow[] = [];
  for (const token of text.split("_")) {
    const dash = token.indexOf("-");
    const row = rowOf(token.slice(0, dash));
    if (row === undefined || row.place < 0 || dash < 0) return undefined;
    const valueToken = token.slice(dash + 1);
    const spelling = spelled(valueToken, row);
    const value = spelling === undefined ? undefined : row.read(spelling, row);
    if (value === undefined) return undefined;
    read[row.name] = value;
    rows.push(row);
  }
  const settled = settle({ parameters: read as Parameters, rows }, "exact");
  return "transform" in settled && canonicalText(settled.transform, ROWS) === text ? settled.transform : undefined;
}

/** A token as a URL spells it; `undefined` for what no spelling becomes. */
function spelled(token: string, { kind }: PlacedRow): string | undefined {
  if (kind === "numbers") return token.replaceAll("-", ",");
  return kind === "text" ? wordsOf(token) : token;
}

/** A length that no bytes have makes `atob` throw. */
function wordsOf(token: string): string | undefined {
  return token.length % 4 === 1 ? undefined : textOf(token.replaceAll(".", "_"));
}
