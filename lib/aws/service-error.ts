/** A refusal by a service of AWS that was asked without the SDK. */
export class ServiceError extends Error {
  readonly status: number;
  /** The tries that were made, the refused one included. */
  readonly tries: number;

  /** @param code as the service has it, e.g. `SlowDown`; it is the error's name, as the SDK's errors have it */
  constructor(code: string, status: number, tries: number) {
    super(`${code}, status ${status}`);
    this.name = code;
    this.status = status;
    this.tries = tries;
  }
}

/** Names by which AWS, whatever the service, and the clients say "later". */
const LATER = new Set([
  "SlowDown",
  "ThrottlingException",
  "Throttling",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "RequestThrottled",
  "TooManyRequestsException",
  "TooManyInvalidationsInProgress",
  "ServiceUnavailable",
  "InternalError",
  "InternalServerError",
  "RequestTimeout",
  "InternalFailure",
  "TimeoutError",
]);

/** What Node says of a connection that did not come to be, or broke. */
const BROKEN = new Set([
  ...["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT"],
  ...["EAI_AGAIN", "ENOTFOUND", "EHOSTUNREACH", "ENETUNREACH"],
]);

/** Whether a service below is slow, busy or away, which passes. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (LATER.has(error.name) || statusOf(error) >= 500) return true;
  return "code" in error && typeof error.code === "string" && BROKEN.has(error.code);
}

/** What is between us and a service fails in words of its own, for which the SDK has no name: its status alone tells. */
function statusOf(error: Error & { readonly $metadata?: { readonly httpStatusCode?: number } }): number {
  return (error instanceof ServiceError ? error.status : error.$metadata?.httpStatusCode) ?? 0;
}

const CONFLICT = 409;

/**
 * Whether another writer of the same was there at the same moment; who won is known a moment later.
 *
 * This passes too, but a call that is simply sent again would take the other's bytes for its own: who writes has to
 * know that it had no answer yet.
 */
export function isContested(error: unknown): boolean {
  return error instanceof ServiceError && error.status === CONFLICT;
}
