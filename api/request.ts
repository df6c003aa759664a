import type { Context } from "hono";
import queryString from "query-string";
import { JSON_BODY_BYTES } from "../lib/limits.ts";
import { ProblemError } from "../lib/problem-error.ts";
import { decodeText, type Pair } from "../lib/url/query.ts";
import { refused } from "../lib/url/refusal.ts";
import { worded } from "../lib/url/sentences.ts";

/**
 * A request's body as JSON.
 *
 * @throws ProblemError `body-invalid`, `body-too-large`
 */
export async function readJson(context: Context): Promise<unknown> {
  const text = await context.req.text();
  if (Buffer.byteLength(text) > JSON_BODY_BYTES) {
    throw new ProblemError("body-too-large", `A body must not be over ${JSON_BODY_BYTES} bytes.`);
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ProblemError("body-invalid", "The body must be JSON in UTF-8.", { cause });
  }
}

/**
 * A request's query, a key that comes twice twice.
 *
 * query-string forgives bad percent-encoding; the edge does not, and both must mean the same.
 *
 * @throws ProblemError `query-malformed`
 */
export function queryPairs(context: Context): Pair[] {
  const { query } = queryString.parseUrl(context.req.url, { sort: false, decode: false });
  return Object.entries(query).flatMap(([key, value]) => [value].flat().map((each) => decodedPair(key, each ?? "")));
}

function decodedPair(key: string, value: string): Pair {
  const pair = [decodeText(key), decodeText(value)] as const;
  if (pair[0] !== undefined && pair[1] !== undefined) return [pair[0], pair[1]];
  throw new ProblemError("query-malformed", worded(refused("query-malformed", "The query")).problem.detail);
}

/**
 * A request's idempotency key.
 *
 * @returns 1 to 255 printable characters, `undefined` when there is none
 * @throws ProblemError `idempotency-key-invalid`
 * @see draft-ietf-httpapi-idempotency-key-header
 */
export function idempotencyKey(context: Context): string | undefined {
  const key = context.req.header("idempotency-key");
  if (key === undefined || /^[\x20-\x7e]{1,255}$/.test(key)) return key;
  throw new ProblemError("idempotency-key-invalid", "Idempotency-Key must be 1 to 255 printable ASCII characters.");
}

/**
 * An image's id as the path has it.
 *
 * @throws ProblemError `image-not-found` for what no id looks like
 */
export function imageId(context: Context): string {
  const id = context.req.param("id") ?? "";
  if (/^[0-9a-z]{26}$/.test(id)) return id;
  throw new ProblemError("image-not-found", "There is no image of yours with this id.");
}
