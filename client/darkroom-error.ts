import type { Problem, ProblemCode } from "../lib/problem.ts";

/** Failures that the client finds by itself, beside the service's own problems. */
export type ClientProblemCode = "service-unreachable" | "answer-unexpected";

/** Why something did not work, as data; the message is a sentence for people. */
export class DarkroomError extends Error {
  override readonly name = "DarkroomError";
  readonly code: ProblemCode | ClientProblemCode;
  /** The HTTP status, where there was an answer. */
  readonly status: number | undefined;
  /** Seconds after which asking again makes sense, where the service said so. */
  readonly retryAfterSeconds: number | undefined;

  constructor(code: DarkroomError["code"], detail: string, more: ErrorOptions & ErrorFacts = {}) {
    super(detail, more);
    this.code = code;
    this.status = more.status;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }
}

/** What an answer told besides its problem. */
export interface ErrorFacts {
  readonly status?: number;
  readonly retryAfterSeconds?: number | undefined;
}

/**
 * What an answer that is no success says went wrong.
 *
 * CloudFront, API Gateway and S3 answer some failures in shapes of their own; those have their status alone.
 */
export async function errorOf(response: Response): Promise<DarkroomError> {
  const { status } = response;
  const retryAfter = response.headers.get("retry-after");
  const facts = { status, retryAfterSeconds: retryAfter === null ? undefined : Number(retryAfter) || undefined };
  const body: unknown = await response.json().catch(() => undefined);
  if (isProblem(body)) return new DarkroomError(body.code, body.detail, facts);
  return new DarkroomError("answer-unexpected", `The service answered ${status} without a reason.`, facts);
}

function isProblem(body: unknown): body is Problem {
  if (typeof body !== "object" || body === null) return false;
  return "code" in body && typeof body.code === "string" && "detail" in body && typeof body.detail === "string";
}
