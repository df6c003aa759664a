import type { Problem, ProblemCode } from "./problem.ts";

/** A problem on its way up from the hands to a door; `cause` is for the log, never for the caller. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly problem: Problem;

  constructor(code: ProblemCode, detail: string, options?: { cause?: unknown }) {
    super(`${code}: ${detail}`, options);
    this.problem = { code, detail };
  }
}
