import type { Context } from "hono";
import { ProblemError } from "../lib/problem-error.ts";

/**
 * A request's body as JSON.
 *
 * @throws ProblemError `body-invalid`
 */
export async function readJson(context: Context): Promise<unknown> {
  try {
    return JSON.parse(await context.req.text());
  } catch (cause) {
    throw new ProblemError("body-invalid", "The body must be JSON in UTF-8.", { cause });
  }
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

/** Whether a client wants data and no picture, as the edge sees it. */
export function wantsJson(context: Context): boolean {
  const accept = (context.req.header("accept") ?? "").toLowerCase();
  return accept.includes("application/json") && !accept.includes("image/");
}
