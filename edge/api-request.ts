import { DIRECT_UPLOAD_BYTES, JSON_BODY_BYTES } from "../lib/limits.ts";
import type { EdgeRequest, EdgeResponse, ViewerRequestEvent } from "./event.ts";
import { problemResponse } from "./problem-response.ts";

/** Methods that change something, which nobody does without saying who, */
const WRITING = ["PUT", "POST", "PATCH", "DELETE"];

/** but here, where the query says it: mail programs that switch mail off have no token. */
const TOKENLESS = "/users/unsubscribe";

/**
 * Answers what the API would refuse anyway, before the gateway does so in a shape of its own.
 *
 * The gateway and Lambda refuse long bodies by themselves and not as a problem; a body without `Content-Length` still
 * meets them.
 */
export function handler(event: ViewerRequestEvent): EdgeRequest | EdgeResponse {
  const request = event.request;
  const isWriting = WRITING.indexOf(request.method) >= 0 && request.uri !== TOKENLESS;
  if (isWriting && request.headers.authorization === undefined) {
    const detail = "Send Authorization: Bearer with an ID token of the issuer.";
    const response = problemResponse(401, "Unauthorized", { code: "token-missing", detail: detail });
    response.headers["www-authenticate"] = { value: "Bearer" };
    return response;
  }
  const length = request.headers["content-length"];
  const isUpload = request.method === "PUT" && request.uri === "/upload";
  const limit = isUpload ? DIRECT_UPLOAD_BYTES : JSON_BODY_BYTES;
  if (length !== undefined && +length.value > limit) {
    const detail = isUpload
      ? `A body must not be over ${limit} bytes; POST /upload gives a URL for larger pictures.`
      : `A body must not be over ${limit} bytes.`;
    return problemResponse(413, "Payload Too Large", { code: "body-too-large", detail: detail });
  }
  return request;
}
