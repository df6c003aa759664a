import type { EdgeCodeOf } from "../edge-problems.ts";

/**
 * Why a request for a picture is refused.
 *
 * The sentence for people is made of it where there is room for sentences: in `sentences.ts`, and never in the edge's
 * bundle.
 */
export interface Refusal<Code extends string = EdgeCodeOf<400>> {
  readonly code: Code;
  /** What the sentence begins with, mostly a key, e.g. `w`. */
  readonly subject: string;
}

/** What reading a request returns instead of its result: the client asked for what there is not. */
export interface Refused {
  readonly problem: Refusal;
}

/** A refusal instead of a result. */
export function refused(code: EdgeCodeOf<400>, subject: string): Refused {
  return { problem: { code, subject } };
}

/** The refusal of a value that its parameter does not accept. */
export function notAccepted(key: string): Refused {
  return refused("parameter-invalid", key);
}

/** The refusal of a key that comes twice, be it under another of its names. */
export function repeatedKey(key: string): Refused {
  return refused("parameter-repeated", key);
}

/**
 * Where the rest of a refusal's sentence is found, in the edge's store too: a parameter has one for its values, every
 * other code one for itself.
 *
 * @returns e.g. `says-w`, `says-parameter-unknown`
 */
export function sentenceKey(refusal: Refusal<string>): string {
  return "says-" + (refusal.code === "parameter-invalid" ? refusal.subject : refusal.code);
}
