import type { Pair } from "./query.ts";
import { rowOf } from "./read-parameters.ts";

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
export function resolveColorNames(pairs: readonly Pair[], lookup: ColorLookup): Promise<Pair[]> {
  return Promise.all(pairs.map((pair) => (isColorName(pair) ? resolved(pair, lookup) : pair)));
}

function isColorName(pair: Pair): boolean {
  const row = rowOf(pair[0]);
  return row !== undefined && row.kind === "color" && /^[a-z]{3,20}$/i.test(pair[1]);
}

/** A function of its own: after an `await` in a loop, njs has the variables of an earlier round. */
async function resolved(pair: Pair, lookup: ColorLookup): Promise<Pair> {
  const digits = await lookup(pair[1].toLowerCase());
  return [pair[0], digits || pair[1]];
}
