import type { Problem } from "../problem.ts";
import { ProblemError } from "../problem-error.ts";
import { isContested, isPassing } from "./service-error.ts";

/**
 * What a caller is told of any error.
 *
 * @returns the problem that was thrown; `unavailable` where a service below is slow, busy or away, or
 *   somebody else is writing the same, which passes; else `internal-error`
 */
export function asProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (isPassing(error) || isContested(error)) {
    return { code: "unavailable", detail: "The service is busy; ask again in a moment." };
  }
  return { code: "internal-error", detail: "Something went wrong on our side." };
}
