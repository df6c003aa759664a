import { DIRECT_UPLOAD_BYTES, JSON_BODY_BYTES } from "../../lib/limits.ts";
import type { EdgeCall } from "./edge-call.ts";

function sending(method: string, uri: string, contentLength: number | string): EdgeCall {
  return { method, uri, rawQuery: undefined, headers: { "content-length": { value: `${contentLength}` } } };
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
  { method: "PUT", uri: "/upload", rawQuery: undefined, headers: { "transfer-encoding": { value: "chunked" } } },
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
