import type { ParameterRow } from "./parameters.ts";

/** A row and where its token stands in a variant key, which is where the table has it; -1 where it has no token. */
export type PlacedRow = ParameterRow & { readonly place: number };

/** @param index that of the row in the table */
export function placeOf(row: ParameterRow, index: number): number {
  return row.transient ? -1 : index;
}

/** Puts a row where the table has it; most URLs name their parameters in about that order. */
export function insert(row: PlacedRow, rows: PlacedRow[]): void {
  let at = rows.length;
  for (; at > 0 && rows[at - 1]!.place > row.place; at--) rows[at] = rows[at - 1]!;
  rows[at] = row;
}
