import { EDGE_PROBLEMS, type EdgeProblem } from "../lib/edge-problems.ts";
import { PROBLEM_TYPE, problemBody, problemCaching } from "../lib/problem-answer.ts";
import type { EdgeResponse } from "./event.ts";

const PHRASES = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  413: "Payload Too Large",
} as const;

/**
 * A problem as a CloudFront Function answers it.
 *
 * Response-headers policies do not reach what a function answers, so that CORS is said here.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html
 */
export function problemResponse(problem: EdgeProblem): EdgeResponse {
  const status = EDGE_PROBLEMS[problem.code];
  const response: EdgeResponse = {
    statusCode: status,
    statusDescription: PHRASES[status],
    headers: {
      "content-type": { value: PROBLEM_TYPE },
      "cache-control": { value: problemCaching(status) },
      "access-control-allow-origin": { value: "*" },
      "x-content-type-options": { value: "nosniff" },
    },
    body: { encoding: "text", data: problemBody(status, PHRASES[status], problem) },
  };
  if (status === 401) response.headers["www-authenticate"] = { value: "Bearer" };
  return response;
}
