import type { ParameterRow } from "../../lib/url/parameters.ts";

/** What a person sets one parameter by. Its value is the text that a URL has; empty for a parameter that is not said. */
export interface Control {
  readonly element: HTMLElement;
  text(): string;
  set(text: string): void;
}

/** What a control is made from. */
export interface ControlOptions<Row extends ParameterRow = ParameterRow> {
  readonly row: Row;
  /** The label's target, e.g. `edit-w`. */
  readonly id: string;
  /** For people, e.g. `Width`. */
  readonly label: string;
  /** Where a slider stands while nothing is said, e.g. the picture's own width. */
  readonly start?: number | undefined;
  /** Texts that are offered beside others, e.g. `["16:9", "4:3"]`. */
  readonly offers?: readonly string[] | undefined;
  readonly onChange: () => void;
}

/** Rows of one kind, e.g. `RowOf<"integer">`. */
export type RowOf<Kind extends ParameterRow["kind"]> = Extract<ParameterRow, { kind: Kind }>;
