import { negotiate } from "../lib/url/negotiate.ts";
import type { Settled } from "../lib/url/rules.ts";
import { askedExtension, variantKeyOf } from "../lib/url/variant-key.ts";
import type { EdgeRequest } from "./event.ts";

/** The request for a picture, as it goes on: whatever it said is in its path. */
export function variantRequest(request: EdgeRequest, imageId: string, settled: Settled): EdgeRequest {
  const extension = askedExtension(settled.transform) || negotiate(acceptOf(request));
  const variant = { imageId: imageId, transform: settled.transform, extension: extension };
  request.uri = "/" + variantKeyOf(variant, settled.rows);
  request.querystring = {};
  return request;
}

function acceptOf(request: EdgeRequest): string | undefined {
  const accept = request.headers.accept;
  if (!accept) return undefined;
  return accept.multiValue ? accept.multiValue.map((each) => each.value).join() : accept.value;
}
