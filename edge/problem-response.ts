import type { EdgeCodeOf, EdgeProblem } from "../lib/edge-problems.ts";
import { PROBLEM_TYPE, problemBody, problemCaching } from "../lib/problem-answer.ts";
import type { EdgeResponse } from "./event.ts";

/** A status and its phrase; said where a problem is answered, so that no function carries those of another. */
export interface Phrases {
  readonly 400: "Bad Request";
  readonly 401: "Unauthorized";
  readonly 403: "Forbidden";
  readonly 404: "Not Found";
  readonly 413: "Payload Too Large";
}

/**
 * A problem as a CloudFront Function answers it.
 *
 * Response-headers policies do not reach what a function answers, so that CORS is said here.
 *
 * @param status the code's own in `EDGE_PROBLEMS`; another does not compile
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html
 */
export function problemResponse<Status extends keyof Phrases>(
  status: Status,
  phrase: Phrases[Status],
  problem: EdgeProblem<EdgeCodeOf<Status>>,
): EdgeResponse {
  return {
    statusCode: status,
    statusDescription: phrase,
    headers: {
      "content-type": { value: PROBLEM_TYPE },
      "cache-control": { value: problemCaching(status) },
      "access-control-allow-origin": { value: "*" },
      "x-content-type-options": { value: "nosniff" },
    },
    body: { encoding: "text", data: problemBody(status, phrase, problem) },
  };
}
