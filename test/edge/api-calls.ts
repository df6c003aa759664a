import { DIRECT_UPLOAD_BYTES, JSON_BODY_BYTES } from "../../lib/limits.ts";
import type { EdgeCall } from "./edge-call.ts";

const TOKEN = { authorization: { value: "Bearer abc" } };

function sending(method: string, uri: string, contentLength: number | string): EdgeCall {
  const length = { "content-length": { value: `${contentLength}` } };
  return { method, uri, rawQuery: undefined, headers: { ...TOKEN, ...length } };
}

function without(headers: EdgeCall["headers"], method: string, uri: string): EdgeCall {
  return { method, uri, rawQuery: undefined, headers };
}

/** Calls whose body the API takes. */
export const ACCEPTED_CALLS: readonly EdgeCall[] = [
  sending("PUT", "/upload", DIRECT_UPLOAD_BYTES),
  sending("PUT", "/upload", 0),
  sending("POST", "/upload", JSON_BODY_BYTES),
  sending("PUT", "/users/me/defaults", JSON_BODY_BYTES),
  // What is no number is the HTTP parser's to refuse.
  sending("PUT", "/upload", "many"),
  { method: "GET", uri: "/images", rawQuery: "limit=50", headers: {} },
  without({ ...TOKEN, "transfer-encoding": { value: "chunked" } }, "PUT", "/upload"),
  without({}, "GET", "/health"),
  without({}, "OPTIONS", "/upload"),
  without({}, "POST", "/users/unsubscribe"),
];

/** Calls that would change something, of nobody. */
export const TOKENLESS_CALLS: readonly EdgeCall[] = [
  without({}, "PUT", "/upload"),
  without({ "content-length": { value: "999999999" } }, "PUT", "/upload"),
  without({}, "POST", "/upload"),
  without({}, "POST", "/users/unsubscribe/"),
  without({}, "PUT", "/users/me/notifications"),
  without({}, "DELETE", "/images/01jd3v8z9x7w6v5t4s3r2q1p0n"),
  without({}, "PATCH", "/images/01jd3v8z9x7w6v5t4s3r2q1p0n"),
];

/** Calls whose body is too long for where it goes. */
export const TOO_LARGE_CALLS: readonly EdgeCall[] = [
  sending("PUT", "/upload", DIRECT_UPLOAD_BYTES + 1),
  sending("PUT", "/upload", "9".repeat(400)),
  sending("POST", "/upload", JSON_BODY_BYTES + 1),
  sending("PUT", "/upload/", JSON_BODY_BYTES + 1),
  sending("PUT", "/users/me/defaults", JSON_BODY_BYTES + 1),
  sending("GET", "/images", JSON_BODY_BYTES + 1),
];
