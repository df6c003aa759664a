import { STATUS_CODES } from "node:http";
import { HTTPException } from "hono/http-exception";
import { asProblem } from "../lib/aws/as-problem.ts";
import { isProblemCode, PROBLEMS, type Problem, type ProblemCode, RETRY_SECONDS } from "../lib/problem.ts";
import { PROBLEM_TYPE, problemBody } from "../lib/problem-answer.ts";
import { ProblemError } from "../lib/problem-error.ts";

/**
 * A problem as the API answers it; nothing of it is kept by anybody.
 *
 * @param fields header fields that it has besides, e.g. `{ "retry-after": "120" }`
 * @see RFC 9457; RFC 9110 §11.6.1 for `WWW-Authenticate`
 */
export function problemAnswer(problem: Problem, fields: Readonly<Record<string, string>> = {}): Response {
  const status = PROBLEMS[problem.code];
  const headers = new Headers({ "content-type": PROBLEM_TYPE, "cache-control": "no-store" });
  if (status === 401) headers.set("www-authenticate", "Bearer");
  const retry = RETRY_SECONDS[problem.code];
  if (retry !== undefined) headers.set("retry-after", `${retry}`);
  for (const [name, value] of Object.entries(fields)) headers.set(name, value);
  return new Response(problemBody(status, STATUS_CODES[status]!, problem), { status, headers });
}

/** What an error is answered with. */
export function errorAnswer(error: unknown): Response {
  return problemAnswer(problemOf(error), error instanceof ProblemError ? error.fields : {});
}

/** What a caller is told of an error; what is ours or the cloud's is logged with its cause. */
function problemOf(error: unknown): Problem {
  if (error instanceof HTTPException) return { code: "body-invalid", detail: "The body cannot be read." };
  const problem = asProblem(error);
  if (PROBLEMS[problem.code] >= 500) console.error(error);
  return problem;
}

/** The code of a problem that is answered; `undefined` for any other answer, and for one to HEAD, which has no body. */
export async function problemCodeOf(response: Response): Promise<ProblemCode | undefined> {
  if (response.headers.get("content-type") !== PROBLEM_TYPE) return undefined;
  const body = await response.clone().text();
  if (body === "") return undefined;
  const { code } = JSON.parse(body) as { readonly code?: unknown };
  return typeof code === "string" && isProblemCode(code) ? code : undefined;
}
