import { type Failed, failed } from "../edge-problems.ts";
import { type Pair, repeatedKey } from "./query.ts";
import { readValue, type Value } from "./values.ts";

/**
 * Folds the spellings that carry half a value into the parameter that carries the whole.
 *
 * imgix and wsrv write a focal point as two fractions, sharp and wsrv a mirror image as `flop`.
 *
 * @param pairs e.g. `[["fpx", "0.3"], ["fp-y", "0.7"], ["flop", "1"]]`
 * @returns e.g. `[["flip", "h"], ["fp", "30,70"]]`, other pairs untouched
 */
export function foldCompoundAliases(pairs: readonly Pair[]): Pair[] | Failed {
  const folded: Pair[] = [];
  const focal: { x?: string; y?: string } = {};
  let flop: Value | undefined;
  for (let i = 0; i < pairs.length; i++) {
    const key = pairs[i]![0];
    const value = pairs[i]![1];
    const axis = /^fp-?([xy])$/.exec(key);
    if (axis) {
      const side = axis[1] as "x" | "y";
      if (focal[side]) return repeatedKey(key);
      if (!/^([01]|[01]?\.\d{1,6})$(?!\n)/.test(value) || +value > 1) {
        return failed("parameter-invalid", `${key} must be a number from 0 to 1.`);
      }
      focal[side] = `${Math.floor(+value * 100 + 0.5)}`;
    } else if (key === "flop") {
      if (flop !== undefined) return repeatedKey(key);
      flop = readValue({ name: "flip", key: "flop", kind: "flag" }, value);
      if (flop === undefined) return failed("parameter-invalid", "flop must be 0 or 1.");
      if (flop) folded.push(["flip", "h"]);
    } else {
      folded.push(pairs[i]!);
    }
  }
  if (focal.x || focal.y) folded.push(["fp", `${focal.x || 50},${focal.y || 50}`]);
  return folded;
}
