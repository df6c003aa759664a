import type { Problem, ProblemCode } from "./problem.ts";

/** What a problem brings along. */
export interface ProblemOptions {
  /** For the log, never for the caller. */
  readonly cause?: unknown;
  /** Header fields that its answer has besides, e.g. `{ "retry-after": "120" }`. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** A problem on its way up from the hands to a door. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly problem: Problem;
  readonly fields: Readonly<Record<string, string>>;

  constructor(code: ProblemCode, detail: string, { fields = {}, ...options }: ProblemOptions = {}) {
    super(`${code}: ${detail}`, options);
    this.problem = { code, detail };
    this.fields = fields;
  }
}
