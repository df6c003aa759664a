import { EDGE_PROBLEMS } from "./edge-problems.ts";

/**
 * Every failure that our own code answers, code → HTTP status. The codes are a promise to clients.
 *
 * @see RFC 9457
 */
export const PROBLEMS = {
  ...EDGE_PROBLEMS,
  "request-malformed": 400,
  "rect-outside": 400,
  "output-too-large": 400,
  "body-invalid": 400,
  "cursor-invalid": 400,
  "idempotency-key-invalid": 400,
  "token-invalid": 401,
  "unsubscribe-invalid": 403,
  "image-not-found": 404,
  "image-not-ready": 404,
  "rendition-unknown": 404,
  "mark-unknown": 404,
  "erasure-not-found": 404,
  "request-timeout": 408,
  "image-deleted": 410,
  "url-too-long": 414,
  "media-type-unsupported": 415,
  "image-undecodable": 422,
  "image-too-large": 422,
  "idempotency-mismatch": 422,
  "variants-exhausted": 429,
  "uploads-exhausted": 429,
  "storage-exhausted": 429,
  "transforms-exhausted": 429,
  "headers-too-large": 431,
  "internal-error": 500,
  unavailable: 503,
} as const;

/** What clients can rely on. */
export type ProblemCode = keyof typeof PROBLEMS;

export function isProblemCode(text: string): text is ProblemCode {
  return Object.hasOwn(PROBLEMS, text);
}

/** A failure as data: `detail` is a sentence for the caller that names what is accepted. */
export interface Problem {
  readonly code: ProblemCode;
  readonly detail: string;
}

/** Seconds after which asking again makes sense; what is not here does not get better by waiting. */
export const RETRY_SECONDS: { readonly [Code in ProblemCode]?: number } = {
  "image-not-ready": 1,
  "variants-exhausted": 3600,
  "uploads-exhausted": 3600,
  "storage-exhausted": 3600,
  "transforms-exhausted": 60,
  "internal-error": 1,
  unavailable: 1,
};
