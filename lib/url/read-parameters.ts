import { type Failed, failed } from "../edge-problems.ts";
import { foldCompoundAliases } from "./compound-aliases.ts";
import { isMarketingTag, type ParameterRow, type Parameters, ROWS } from "./parameters.ts";
import { type Pair, repeatedKey } from "./query.ts";
import { accepts, readValue, type Value } from "./values.ts";

/**
 * Reads a request's parameters by the table: aliases folded, values checked, marketing tags left out.
 *
 * @param pairs e.g. `[["width", "640"], ["utm_source", "mail"]]`
 * @returns e.g. `{ parameters: { width: 640 } }`, or the problem with the first pair that is wrong
 */
export function readParameters(pairs: readonly Pair[]): { parameters: Parameters } | Failed {
  const folded = foldCompoundAliases(pairs);
  if ("problem" in folded) return folded;
  const parameters: Record<string, Value> = {};
  for (let i = 0; i < folded.length; i++) {
    const key = folded[i]![0];
    if (isMarketingTag(key)) continue;
    const row = rowOf(key);
    if (row === undefined) return failed("parameter-unknown", unknownKey(key));
    if (parameters[row.name] !== undefined) return repeatedKey(row.key);
    const value = readValue(row, folded[i]![1]);
    if (value === undefined) return failed("parameter-invalid", `${row.key} must be ${accepts(row)}.`);
    parameters[row.name] = value;
  }
  return { parameters: parameters as Parameters };
}

/**
 * The row that a query key or one of its aliases stands for.
 *
 * A plain walk: keys such as `__proto__` find nothing in it.
 *
 * @returns e.g. the row of `width` for `w` and `width`, `undefined` for what nobody knows
 */
export function rowOf(key: string): ParameterRow | undefined {
  return ROWS.find((row) => row.key === key || (row.aliases && row.aliases.indexOf(key) >= 0));
}

function unknownKey(key: string): string {
  const keys = ROWS.map((row) => row.key);
  return `${key.slice(0, 32)} is no parameter; there are ${keys.join(" ")}.`;
}
