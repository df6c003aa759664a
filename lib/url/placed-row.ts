import type { ParameterRow } from "./parameters.ts";
import type { Value } from "./value.ts";

/** A row as requests are read by it. */
export type PlacedRow = ParameterRow & {
  /** Where its token stands in a variant key, which is where the table has it; -1 where it has none. */
  readonly place: number;
  /** What `readerOf` has for it, which takes this very row beside the text: a method, so that it may know rows of its kind alone. */
  read(text: string, row: PlacedRow): Value | undefined;
};

/** A row of one kind, e.g. `PlacedRowOf<"integer">`. */
export type PlacedRowOf<Kind extends ParameterRow["kind"]> = Extract<PlacedRow, { readonly kind: Kind }>;

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
