import type { Problem } from "../problem.ts";
import { ProblemError } from "../problem-error.ts";

/** Names by which AWS says "later", whatever the service. */
const LATER = new Set([
  "SlowDown",
  "ThrottlingException",
  "Throttling",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "TooManyRequestsException",
  "ServiceUnavailable",
  "InternalError",
  "InternalServerError",
  "TimeoutError",
]);

/**
 * What a caller is told of any error.
 *
 * @returns the problem that was thrown; `unavailable` where a service below is slow, busy or away, which passes; else
 *   `internal-error`
 */
export function asProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof Error && isPassing(error)) {
    return { code: "unavailable", detail: "The service is busy; ask again in a moment." };
  }
  return { code: "internal-error", detail: "Something went wrong on our side." };
}

function isPassing(error: Error): boolean {
  const code = "code" in error ? error.code : undefined;
  return LATER.has(error.name) || code === "ECONNREFUSED" || code === "ECONNRESET" || code === "ETIMEDOUT";
}
