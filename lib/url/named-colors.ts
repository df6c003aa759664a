import type { Parameters } from "./parameters.ts";
import type { Read } from "./read-parameters.ts";
import { notAccepted, type Refused } from "./refusal.ts";

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
export async function resolveColorNames(read: Read, lookup: ColorLookup): Promise<Read | Refused> {
  const parameters = Object.assign({}, read.parameters) as Record<string, string>;
  for (let i = 0; i < read.named.length; i++) {
    const row = read.named[i]!;
    const digits = await lookup(parameters[row.name]!);
    if (!digits) return notAccepted(row.key);
    parameters[row.name] = digits;
  }
  return { parameters: parameters as Parameters, rows: read.rows, named: [] };
}
