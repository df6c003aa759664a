/** Where CloudWatch has what the service counts about itself. */
export const METRICS_NAMESPACE = "Darkroom";

/** What the service counts about itself, and the unit of each. */
export const METRIC_UNITS = {
  /** The original of a variant that was made on a miss. */
  OriginalBytes: "Bytes",
  /** The variant itself. */
  VariantBytes: "Bytes",
  /** 1 where the variant was in the bucket already when it had been made, else 0. */
  StoredAlready: "Count",
  /** What the sweeper could not finish in one run. */
  FailedChores: "Count",
} as const;

/** The name of something that is counted. */
export type MetricName = keyof typeof METRIC_UNITS;

/** Figures of one event, e.g. `{ FailedChores: 2 }`. */
export type Figures = { readonly [name in MetricName]?: number };

/** Hears of what is to be counted. */
export type Metrics = (figures: Figures) => void;
