import type { IncomingMessage } from "node:http";
import type { Answer } from "./answer.ts";
import type { BucketRules } from "./bucket.ts";
import { S3Error } from "./error.ts";

const METHODS = "GET, HEAD, PUT";
const READABLE_HEADERS = "ETag, Content-Range, Location, x-amz-version-id, x-amz-request-id";
const PREFLIGHT_MAX_AGE_SECONDS = "3000";

/** The headers that let a page of another origin read an answer; none for an origin that is not allowed. */
export function corsHeaders(rules: BucketRules | undefined, incoming: IncomingMessage): Record<string, string> {
  const { origin } = incoming.headers;
  const allowed = rules?.allowedOrigins ?? [];
  if (origin === undefined || allowed.length === 0) return {};
  const vary = { vary: "Origin, Access-Control-Request-Headers, Access-Control-Request-Method" };
  if (!allowed.includes("*") && !allowed.includes(origin)) return vary;
  return {
    ...vary,
    "access-control-allow-origin": allowed.includes("*") ? "*" : origin,
    "access-control-allow-methods": METHODS,
    "access-control-expose-headers": READABLE_HEADERS,
  };
}

/**
 * Answers the question a browser asks before a request of another origin. It is the only unsigned request.
 *
 * @throws S3Error AccessForbidden
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch
 */
export function answerPreflight(incoming: IncomingMessage, headers: Record<string, string>): Answer {
  const method = incoming.headers["access-control-request-method"];
  const isAllowed = headers["access-control-allow-origin"] !== undefined && METHODS.split(", ").includes(method ?? "");
  if (!isAllowed) throw new S3Error("AccessForbidden");
  const asked = incoming.headers["access-control-request-headers"];
  const allowedHeaders = asked === undefined ? {} : { "access-control-allow-headers": asked };
  return { status: 200, headers: { ...allowedHeaders, "access-control-max-age": PREFLIGHT_MAX_AGE_SECONDS } };
}
