import type { ProblemCode } from "../../problem.ts";

/** The failures of an upload that a mail has words of its own for; any other one is `internal-error` to its reader. */
export const FAILURE_CODES = [
  "media-type-unsupported",
  "image-undecodable",
  "image-too-large",
  "internal-error",
] as const satisfies readonly ProblemCode[];

/** One of `FAILURE_CODES`. */
export type FailureCode = (typeof FAILURE_CODES)[number];

/** Which of them a problem is told as. */
export function failureCodeOf(code: ProblemCode): FailureCode {
  return FAILURE_CODES.find((each) => each === code) ?? "internal-error";
}
