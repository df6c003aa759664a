import type { Explanation } from "./explanation.ts";

/**
 * What a picture's URL means, for people: names and what is to be said under each, in the order of the edge's own work.
 *
 * @returns e.g. `[["image", "01jd3v…"], ["asked", "width=641"], ["folded", "width is w"], …]`; without what there is not
 */
export function explanationFacts({
  asked,
  folded,
  ignored,
  moved,
  transform,
  ...rest
}: Explanation): [string, string][] {
  const spelled = (pairs: readonly (readonly [string, unknown])[]) => pairs.map((pair) => pair.join("=")).join(" ");
  const moves = Object.entries(moved).map(([key, [from, to]]) => `${key} from ${from} to ${to} px`);
  const renamed = Object.entries(folded).map(([from, to]) => `${from} is ${to}`);
  const facts: [string, string][] = [
    ["image", rest.id],
    ["asked", spelled(asked) || "nothing"],
    ["folded", renamed.join(", ")],
    ["ignored", ignored.join(" ")],
    ["moved", moves.length === 0 ? "" : `${moves.join(", ")}: the next size of the ladder`],
    ["means", spelled(Object.entries(transform)) || "the owner's defaults"],
    ["signed", rest.signedBy === null ? "" : `by the key ${rest.signedBy}; sizes are exact`],
    ["expires", rest.expiresAt ?? ""],
    ["variant", rest.variant],
  ];
  return facts.filter(([, value]) => value !== "");
}
