import { STATUS_CODES } from "node:http";
import { PROBLEMS, type ProblemCode } from "../../lib/problem.ts";
import { problemBody } from "../../lib/problem-answer.ts";

/** What an example that is refused is answered: the status of its problem, and the body that all doors write. */
export function refused(code: ProblemCode, detail: string): { readonly status: number; readonly answer: object } {
  const status = PROBLEMS[code];
  return { status, answer: JSON.parse(problemBody(status, STATUS_CODES[status]!, { code, detail })) };
}
