/** The problems that a CloudFront Function answers by itself, with their status; its bundle carries these alone. */
export const EDGE_PROBLEMS = {
  "query-malformed": 400,
  "parameter-unknown": 400,
  "parameter-repeated": 400,
  "parameter-invalid": 400,
  "parameter-conflict": 400,
  "token-missing": 401,
  "signature-invalid": 403,
  "url-expired": 403,
  "route-unknown": 404,
  "body-too-large": 413,
} as const;

/** A failure as data: `detail` is a sentence for the caller that names what is accepted. */
export interface EdgeProblem {
  readonly code: keyof typeof EDGE_PROBLEMS;
  readonly detail: string;
}

/** What a function of the ground returns instead of its result. */
export interface Failed {
  readonly problem: EdgeProblem;
}

/**
 * A problem instead of a result.
 *
 * @param detail e.g. `w must be a whole number from 1 to 4096.`
 */
export function failed(code: EdgeProblem["code"], detail: string): Failed {
  return { problem: { code, detail } };
}
