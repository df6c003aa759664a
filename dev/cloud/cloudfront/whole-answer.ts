import type { StoredAnswer } from "./answer-store.ts";
import type { Behavior } from "./distribution.ts";
import { failureAnswer } from "./edge-answer.ts";
import type { HeaderFields } from "./header-fields.ts";
import { type OpenAnswer, OriginFailure, originFailure } from "./origin-call.ts";
import type { OriginCaller } from "./origin-group.ts";

/** An origin's answer with its whole body. */
export interface WholeAnswer {
  readonly status: number;
  readonly headers: HeaderFields;
  readonly body: Buffer;
  /** The origin said that what was stored still holds. */
  readonly isRefreshed: boolean;
}

/**
 * Fetches what is under a path, or learns that what is stored still holds.
 *
 * Nothing of any viewer's request is sent, so that the answer can be everybody's.
 *
 * @returns the origin's answer; a problem with 502 or 504 when there is none, or it was cut short
 */
export async function fetchWhole(
  callOrigins: OriginCaller,
  behavior: Behavior,
  path: string,
  stored: StoredAnswer | undefined,
): Promise<WholeAnswer> {
  const headers = { "user-agent": "Amazon CloudFront", ...validators(stored) };
  try {
    const answer = await callOrigins(behavior, { method: "GET", target: path, headers });
    const body = await readWhole(answer);
    if (answer.status === 304 && stored !== undefined) return refreshed(stored, answer.headers);
    return { status: answer.status, headers: answer.headers, body, isRefreshed: false };
  } catch (error) {
    if (error instanceof OriginFailure) return { ...failureAnswer(error), isRefreshed: false };
    throw error;
  }
}

/** An error has nothing that could still hold. */
function validators(stored: StoredAnswer | undefined): HeaderFields {
  if (stored === undefined || stored.status >= 400) return {};
  const { etag, "last-modified": lastModified } = stored.headers;
  return {
    ...(etag === undefined ? {} : { "if-none-match": etag }),
    ...(lastModified === undefined ? {} : { "if-modified-since": lastModified }),
  };
}

async function readWhole(answer: OpenAnswer): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of answer.body) chunks.push(chunk);
  } catch (error) {
    throw originFailure(error);
  }
  return Buffer.concat(chunks);
}

/** @see RFC 9111 §4.3.4 */
function refreshed(stored: StoredAnswer, update: HeaderFields): WholeAnswer {
  return { status: stored.status, headers: { ...stored.headers, ...update }, body: stored.body, isRefreshed: true };
}
