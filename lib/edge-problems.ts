/** The problems that a CloudFront Function answers by itself, with their status; for types and for Node, no bundle has it. */
export const EDGE_PROBLEMS = {
  "query-malformed": 400,
  "parameter-unknown": 400,
  "parameter-repeated": 400,
  "parameter-invalid": 400,
  "parameter-conflict": 400,
  "dialect-unsupported": 400,
  "token-missing": 401,
  "signature-invalid": 403,
  "signature-required": 403,
  "url-expired": 403,
  "route-unknown": 404,
  "body-too-large": 413,
} as const;

type EdgeCode = keyof typeof EDGE_PROBLEMS;

/** The codes with a certain status, e.g. `EdgeCodeOf<404>` is `route-unknown`. */
export type EdgeCodeOf<Status> = {
  [Code in EdgeCode]: (typeof EDGE_PROBLEMS)[Code] extends Status ? Code : never;
}[EdgeCode];

/** A failure as data: `detail` is a sentence for the caller that names what is accepted. */
export interface EdgeProblem<Code extends EdgeCode = EdgeCode> {
  readonly code: Code;
  readonly detail: string;
}

/** What a function of the ground returns instead of its result: the client asked for what there is not. */
export interface Failed {
  readonly problem: EdgeProblem<EdgeCodeOf<400>>;
}

/**
 * A problem instead of a result.
 *
 * @param detail e.g. `w must be a whole number from 1 to 4096.`
 */
export function failed(code: EdgeCodeOf<400>, detail: string): Failed {
  return { problem: { code, detail } };
}
