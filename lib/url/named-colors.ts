import type { Failed } from "../edge-problems.ts";
import type { Parameters } from "./parameters.ts";
import { notAccepted, type Read } from "./read-parameters.ts";

/** Looks a CSS color name up, e.g. `red` → `ff0000`; `undefined` for what is none. */
export type ColorLookup = (name: string) => Promise<string | undefined>;

/**
 * Puts hex digits in the place of CSS color names.
 *
 * The 149 names take a quarter of what a CloudFront Function may weigh, so that the edge has them in its
 * KeyValueStore and not in its code.
 *
 * @param read e.g. that of `bg=Red`, whose background is still `red`
 * @returns the same with `ff0000`, or `parameter-invalid` for what is no name of CSS
 */
export async function resolveColorNames(read: Read, lookup: ColorLookup): Promise<Read | Failed> {
  const parameters = read.parameters as Readonly<Record<string, string>>;
  const found = await Promise.all(read.named.map((row) => lookup(parameters[row.name]!)));
  const resolved: Record<string, string> = {};
  for (let i = 0; i < found.length; i++) {
    const row = read.named[i]!;
    if (found[i] === undefined) return notAccepted(row);
    resolved[row.name] = found[i]!;
  }
  return { parameters: Object.assign({}, parameters, resolved) as Parameters, rows: read.rows, named: [] };
}
