import type { ProblemCode } from "./problem.ts";

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
  /** A problem that was answered, or that an upload or a message of the queue failed with, by its code. */
  Failures: "Count",
} as const;

/** The name of something that is counted. */
export type MetricName = keyof typeof METRIC_UNITS;

/** Figures of one event, e.g. `{ FailedChores: 2 }`. */
export type Figures = { readonly [name in MetricName]?: number };

/** What failed, and in which invocation. */
export interface Failure {
  readonly code: ProblemCode;
  readonly requestId: string;
}

/** Hears of what is to be counted; failures by their code. */
export type Metrics = (figures: Figures, failure?: Failure) => void;
