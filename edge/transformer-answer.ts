import { STATUS_CODES } from "node:http";
import { asProblem } from "../lib/aws/as-problem.ts";
import { attachment } from "../lib/file-name.ts";
import { CACHE_TAG_HEADER, IMAGE_ORIGIN_HEADER } from "../lib/limits.ts";
import type { VariantAnswer } from "../lib/operations/answer-variant.ts";
import { PROBLEMS, type ProblemCode, RETRY_SECONDS } from "../lib/problem.ts";
import { PROBLEM_TYPE, problemBody, problemCaching } from "../lib/problem-answer.ts";
import { ProblemError } from "../lib/problem-error.ts";
import { serverTiming } from "../lib/stopwatch.ts";

/** An answer as the function URL streams it. */
export interface TransformerAnswer {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array | string;
  /** What failed; absent for an answer that is none. */
  readonly problem?: ProblemCode;
  /** What is left to do when it has been sent. */
  readonly afterwards?: VariantAnswer["afterwards"];
}

/**
 * A variant with the headers that the variant bucket gives stored ones, and one that tells that it was made; it is the
 * edge that answers ranges of either.
 */
export function answerHeaders(answer: VariantAnswer): TransformerAnswer {
  return {
    statusCode: 200,
    headers: {
      "content-type": answer.contentType,
      "content-length": `${answer.bytes.length}`,
      etag: answer.etag,
      "accept-ranges": "bytes",
      "cache-control": answer.caching,
      [CACHE_TAG_HEADER]: answer.cacheTags,
      [IMAGE_ORIGIN_HEADER]: "transformer",
      ...(answer.stages !== undefined && { "server-timing": serverTiming(answer.stages) }),
      ...(answer.download !== undefined && { "content-disposition": attachment(answer.download) }),
      ...(answer.standsIn !== undefined && { "x-image-degraded": answer.standsIn }),
    },
    body: answer.bytes,
    ...(answer.afterwards && { afterwards: answer.afterwards }),
  };
}

/** A failure as a problem; what is ours or the cloud's is logged with its cause. */
export function failureAnswer(error: unknown): TransformerAnswer {
  const problem = asProblem(error);
  const status = PROBLEMS[problem.code];
  const retry = RETRY_SECONDS[problem.code];
  if (status >= 500) console.error(error);
  return {
    statusCode: status,
    problem: problem.code,
    headers: {
      "content-type": PROBLEM_TYPE,
      "cache-control": problem.code === "image-not-ready" ? "max-age=1" : problemCaching(status),
      ...(retry !== undefined && { "retry-after": `${retry}` }),
      ...(error instanceof ProblemError && error.fields),
    },
    body: problemBody(status, STATUS_CODES[status]!, problem),
  };
}
