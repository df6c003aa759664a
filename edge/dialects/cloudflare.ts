import { readCloudflare } from "../../lib/url/dialects/cloudflare.ts";
import type { EdgeRequest, EdgeResponse, ViewerRequestEvent } from "../event.ts";
import { answerForeign } from "../foreign-request.ts";

export function handler(event: ViewerRequestEvent): Promise<EdgeRequest | EdgeResponse> {
  return answerForeign(event, "cloudflare", readCloudflare);
}
