import { readImgix } from "../../lib/url/dialects/imgix.ts";
import type { EdgeRequest, EdgeResponse, ViewerRequestEvent } from "../event.ts";
import { answerForeign } from "../foreign-request.ts";

export function handler(event: ViewerRequestEvent): Promise<EdgeRequest | EdgeResponse> {
  return answerForeign(event, "imgix", readImgix);
}
