import type { EdgeCodeOf } from "../lib/edge-problems.ts";
import { type Refusal, type Refused, sentenceKey } from "../lib/url/refusal.ts";
import { stored } from "./edge-store.ts";
import type { EdgeResponse } from "./event.ts";
import { type Phrases, problemResponse } from "./problem-response.ts";

/** A request for a picture that means nothing. */
export function badRequest(refused: Refused): Promise<EdgeResponse> {
  return refuse(400, "Bad Request", refused.problem);
}

/** One whose URL is not signed as it must be, or is over. */
export function forbidden(code: EdgeCodeOf<403>, subject: string): Promise<EdgeResponse> {
  return refuse(403, "Forbidden", { code: code, subject: subject });
}

/**
 * A refusal in a sentence.
 *
 * The store has the sentence; without the store a refusal is still a refusal, and no failure of ours.
 *
 * @param sentence where the store has it, where that is not where the code says, e.g. `says-imgix-mark`
 * @param otherwise what is said where the store has none
 */
export async function refuse<Status extends 400 | 403>(
  status: Status,
  phrase: Phrases[Status],
  refusal: Refusal<EdgeCodeOf<Status>>,
  sentence?: string,
  otherwise?: string,
): Promise<EdgeResponse> {
  let predicate: string | undefined;
  try {
    predicate = await stored(sentence || sentenceKey(refusal));
  } catch (_error) {}
  const detail = refusal.subject + (predicate || otherwise || " is not accepted.");
  return problemResponse(status, phrase, { code: refusal.code, detail: detail });
}
