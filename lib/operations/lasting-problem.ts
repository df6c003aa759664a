import type { FailureCode } from "../mail/words/failure-code.ts";
import type { Problem } from "../problem.ts";
import { ProblemError } from "../problem-error.ts";

/** What lies in the picture itself, or in a stated limit on it: whoever tries again finds the same. */
const LASTING = [
  "media-type-unsupported",
  "image-undecodable",
  "image-too-large",
] as const satisfies readonly FailureCode[];

/**
 * The problem for which an upload fails for good.
 *
 * @throws the error itself where it may pass, e.g. `unavailable`: then the message comes again
 */
export function lastingProblem(error: unknown): Problem {
  if (error instanceof ProblemError && LASTING.some((code) => code === error.problem.code)) return error.problem;
  throw error;
}
