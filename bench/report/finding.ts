/** What one section found, for people and for machines. */
export interface Finding {
  /** e.g. `mixed` */
  readonly section: string;
  readonly title: string;
  readonly tables: readonly Table[];
  /** What has to be known to read the tables. */
  readonly notes: readonly string[];
  readonly criteria: readonly Criterion[];
  /** The figures behind the tables, for machines. */
  readonly measured: object;
  /** What the chart shows of it. */
  readonly bars: readonly Bar[];
  /** Files of the project that `--write` writes besides, e.g. `{ "bench/scale/work-figures.json": "{…}" }` */
  readonly files?: Readonly<Record<string, string>>;
}

/** Rows of text under columns; numbers are written as people read them. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A figure that the project has set itself. */
export interface Criterion {
  readonly name: string;
  readonly value: number;
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** One bar of the chart. */
export interface Bar {
  readonly group: string;
  readonly label: string;
  readonly value: number;
  readonly unit: string;
}

/** Whether a figure is where it should be. */
export function isMet({ value, atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY }: Criterion) {
  return value >= atLeast && value <= atMost;
}
