import { isListed } from "../lib/url/listed.ts";
import { resolveColorNames } from "../lib/url/named-colors.ts";
import type { Read } from "../lib/url/read-parameters.ts";
import { readQuery } from "../lib/url/read-query.ts";
import { settle } from "../lib/url/rules.ts";
import { isSignedBy } from "../lib/url/signature.ts";
import { needsSignature } from "../lib/url/signed-urls.ts";
import { signingKeyId } from "../lib/url/signing-key.ts";
import { stored, storedColor } from "./edge-store.ts";
import type { EdgeRequest, EdgeResponse, ViewerRequestEvent } from "./event.ts";
import { problemResponse } from "./problem-response.ts";
import { badRequest, forbidden } from "./refusal-response.ts";
import { variantRequest } from "./variant-request.ts";

/**
 * Turns the URL of a picture into its variant key, or answers why it cannot.
 *
 * Whatever a query, a header or a cookie says is in the path afterwards; nothing else reaches cache or origin.
 */
export async function handler(event: ViewerRequestEvent): Promise<EdgeRequest | EdgeResponse> {
  const request = event.request;
  const match = /^\/images\/([0-9a-z]{26})\/transformation$/.exec(request.uri);
  if (!match) {
    return problemResponse(404, "Not Found", { code: "route-unknown", detail: "There is nothing at this address." });
  }
  const rawQuery = request.rawQueryString() || "";
  const asked = readQuery(rawQuery);
  if ("problem" in asked) return badRequest(asked);
  const read = asked.named.length > 0 ? await resolveColorNames(asked, storedColor) : asked;
  if ("problem" in read) return badRequest(read);

  const signature = read.parameters.signature;
  const settled = settle(read, signature ? "exact" : LADDER);
  if ("problem" in settled) return badRequest(settled);
  if (!signature) {
    if (needsSignature(read.parameters, SIGNED_URLS)) return forbidden("signature-required", "This URL");
  } else {
    const isSigned = await isSignedByUs(request.uri, asked, settled.transform.width);
    if (!isSigned) return forbidden("signature-invalid", "s");
  }
  const expires = read.parameters.expires;
  if (expires && expires * 1000 <= Date.now()) return forbidden("url-expired", "exp");

  return variantRequest(request, match[1]!, settled);
}

/** @param asked as it was read, before anything was looked up; what can never have been signed costs no look either */
async function isSignedByUs(path: string, asked: Read, width: number | undefined): Promise<boolean> {
  const parameters = asked.parameters;
  const isAllowed = !parameters.widths || isListed(width, parameters.widths);
  if (asked.signed === undefined || !isAllowed) return false;
  const secret = await stored(`signing-key-${signingKeyId(parameters.signature!)}`);
  return !!secret && isSignedBy(secret, path, asked.signed, parameters.signature!);
}
