import type { Dialect } from "../lib/url/dialects/dialects.ts";
import type { Folded, ReadForeign } from "../lib/url/dialects/foreign-url.ts";
import { resolveColorNames } from "../lib/url/named-colors.ts";
import { type Read, readPair, startReading } from "../lib/url/read-parameters.ts";
import type { Refused } from "../lib/url/refusal.ts";
import { settle } from "../lib/url/rules.ts";
import { needsSignature } from "../lib/url/signed-urls.ts";
import { storedColor } from "./edge-store.ts";
import type { EdgeRequest, EdgeResponse, ViewerRequestEvent } from "./event.ts";
import { problemResponse } from "./problem-response.ts";
import { badRequest, forbidden, refuse } from "./refusal-response.ts";
import { variantRequest } from "./variant-request.ts";

/** Of what nobody has thought of. */
const NO_COUNTERPART =
  " has no counterpart; leave it out, or ask by a URL of Darkroom's own, /images/ID/transformation.";

/**
 * Turns a picture's URL of another system into the variant key that ours would have, or answers why it cannot.
 *
 * From what is folded on it is the way of every other picture, so that both are one variant. There are no signatures here:
 * what must be signed is asked for by a URL of ours.
 *
 * @param dialect e.g. `imgix`
 */
export async function answerForeign(
  event: ViewerRequestEvent,
  dialect: Dialect,
  readForeign: ReadForeign,
): Promise<EdgeRequest | EdgeResponse> {
  const request = event.request;
  const folded = readForeign(request.uri, request.rawQueryString() || "");
  if (folded === undefined) {
    return problemResponse(404, "Not Found", { code: "route-unknown", detail: "There is nothing at this address." });
  }
  if ("problem" in folded) return badRequest(folded);
  if ("unfolded" in folded) {
    const spelling = folded.unfolded.slice(0, 32);
    const refusal = { code: "dialect-unsupported", subject: spelling } as const;
    return refuse(400, "Bad Request", refusal, `says-${dialect}-${spelling}`, NO_COUNTERPART);
  }
  const asked = readFolded(folded);
  if ("problem" in asked) return badRequest(asked);
  const read = asked.named.length > 0 ? await resolveColorNames(asked, storedColor) : asked;
  if ("problem" in read) return badRequest(read);
  const settled = settle(read, LADDER);
  if ("problem" in settled) return badRequest(settled);
  if (needsSignature(read.parameters, SIGNED_URLS)) return forbidden("signature-required", "This URL");
  return variantRequest(request, folded.imageId, settled);
}

function readFolded(folded: Folded): Read | Refused {
  const reading = startReading();
  for (const key in folded.said) {
    const fault = readPair(reading, key, folded.said[key]!);
    if (fault) return fault;
  }
  // Nothing is folded to halves of a value.
  return reading;
}
