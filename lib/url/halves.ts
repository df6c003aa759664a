import { insert, type PlacedRow } from "./placed-row.ts";
import { type Refused, repeatedKey } from "./refusal.ts";
import { rowOf } from "./row-of.ts";
import type { Value } from "./value.ts";

/**
 * Folds the spellings that carry half a value into the parameter that carries the whole.
 *
 * imgix and wsrv write a focal point as two fractions, sharp and wsrv a mirror image as `flop`.
 *
 * @param values by their names, e.g. `{ focalX: 0.3, flop: true }`; gains `{ focalPoint: [30, 50], flip: "h" }`
 * @param rows those of the values; gains those of the wholes
 * @returns `parameter-repeated` where the whole is there as well
 */
export function foldHalves(values: Record<string, Value>, rows: PlacedRow[]): Refused | undefined {
  const x = values.focalX;
  const y = values.focalY;
  const isFocal = x !== undefined || y !== undefined;
  if (isFocal && values.focalPoint) return repeatedKey("fp");
  if (values.flop && values.flip) return repeatedKey("flip");
  if (isFocal) {
    values.focalPoint = [percentOf(x), percentOf(y)];
    insert(rowOf("fp")!, rows);
  }
  if (values.flop) {
    values.flip = "h";
    insert(rowOf("flip")!, rows);
  }
  return undefined;
}

/** @param part 0 to 1; the middle where nobody said */
function percentOf(part: Value | undefined): number {
  return part === undefined ? 50 : Math.floor(+part * 100 + 0.5);
}
