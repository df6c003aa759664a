import { readThumbor } from "../../lib/url/dialects/thumbor.ts";
import type { EdgeRequest, EdgeResponse, ViewerRequestEvent } from "../event.ts";
import { answerForeign } from "../foreign-request.ts";

export function handler(event: ViewerRequestEvent): Promise<EdgeRequest | EdgeResponse> {
  return answerForeign(event, "thumbor", readThumbor);
}
