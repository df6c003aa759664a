import { ROWS } from "./parameters.ts";
import { type PlacedRow, placeOf } from "./placed-row.ts";
import { readerOf } from "./values.ts";

const PLACED: readonly PlacedRow[] = ROWS.map((row, index) => ({
  ...row,
  place: placeOf(row, index),
  read: readerOf(row),
}));

const ROW_BY_KEY = new Map(
  PLACED.flatMap((row) => [row.key, ...(row.aliases ?? [])].map((key) => [key, row] as const)),
);

/**
 * The row that a query key or one of its aliases stands for.
 *
 * In the edge function a chain of choices that the build writes from the table takes this file's place: walking the table would
 * cost five times as much, and its text twice the bytes.
 *
 * @returns e.g. the row of `width` for `w` and `width`, `undefined` for what nobody knows
 */
export function rowOf(key: string): PlacedRow | undefined {
  return ROW_BY_KEY.get(key);
}
