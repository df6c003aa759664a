import { describe, expect, test } from "vitest";
import { lastingProblem } from "../../../lib/operations/lasting-problem.ts";
import { isProblemCode, PROBLEMS, RETRY_SECONDS } from "../../../lib/problem.ts";
import { ProblemError } from "../../../lib/problem-error.ts";

const codes = Object.keys(PROBLEMS).filter(isProblemCode);
const verdicts = ["media-type-unsupported", "image-undecodable", "image-too-large"] as const;

describe("an upload fails for good", () => {
  test.each(verdicts)("by %s, which lies in the picture", (code) => {
    expect(lastingProblem(new ProblemError(code, "so"))).toEqual({ code, detail: "so" });
  });

  test.each(codes.filter((code) => !verdicts.some((each) => each === code)))("never by %s", (code) => {
    const error = new ProblemError(code, "so");
    expect(() => lastingProblem(error)).toThrow(error);
  });

  test("by nothing that gets better by waiting, and by no error that nobody has translated", () => {
    expect(verdicts.filter((code) => RETRY_SECONDS[code] !== undefined)).toEqual([]);
    const error = new Error("a socket broke");
    expect(() => lastingProblem(error)).toThrow(error);
  });
});
