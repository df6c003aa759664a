import { ROWS } from "./parameters.ts";
import type { Pair } from "./query.ts";
import { rowNameOf } from "./read-parameters.ts";

/** Looks a CSS color name up, e.g. `red` → `f00`; `undefined` for what is none. */
export type ColorLookup = (name: string) => Promise<string | undefined>;

/**
 * Puts hex digits in the place of CSS color names.
 *
 * The 149 names take a quarter of what a CloudFront Function may weigh, so that the edge has them in its
 * KeyValueStore and not in its code.
 *
 * @param pairs e.g. `[["bg", "Red"]]`
 * @returns e.g. `[["bg", "f00"]]`; what is no name stays, for the table to judge
 */
export async function resolveColorNames(pairs: readonly Pair[], lookup: ColorLookup): Promise<Pair[]> {
  const resolved: Pair[] = [];
  for (let i = 0; i < pairs.length; i++) {
    const key = pairs[i]![0];
    const value = pairs[i]![1];
    const name = rowNameOf(key);
    let digits: string | undefined;
    if (name && ROWS[name]!.kind === "color" && /^[a-z]{3,20}$/i.test(value))
      digits = await lookup(value.toLowerCase());
    resolved.push([key, digits || value]);
  }
  return resolved;
}
