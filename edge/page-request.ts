import type { EdgeRequest, EdgeResponse, ViewerRequestEvent } from "./event.ts";
import { problemResponse } from "./problem-response.ts";

/** Methods by which a page is read; the bucket knows no other, and would say so in XML. */
const READING = ["GET", "HEAD"];

/**
 * Lets a request for one of the playground's files pass, and answers that there is nothing at any other address: the
 * bucket's own answer would be a page of XML.
 *
 * @param paths what there is, e.g. `["/", "/index.html", "/assets/playground.js"]`; the build fills it in
 */
export function answerPage(event: ViewerRequestEvent, paths: readonly string[]): EdgeRequest | EdgeResponse {
  const request = event.request;
  if (READING.indexOf(request.method) >= 0 && paths.indexOf(request.uri) >= 0) return request;
  return problemResponse(404, "Not Found", { code: "route-unknown", detail: "There is nothing at this address." });
}
