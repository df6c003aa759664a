import cf from "cloudfront";
import type { EdgeCodeOf } from "../lib/edge-problems.ts";
import { isListed } from "../lib/url/listed.ts";
import { resolveColorNames } from "../lib/url/named-colors.ts";
import { negotiate } from "../lib/url/negotiate.ts";
import type { Read } from "../lib/url/read-parameters.ts";
import { readQuery } from "../lib/url/read-query.ts";
import { type Refusal, type Refused, sentenceKey } from "../lib/url/refusal.ts";
import { settle } from "../lib/url/rules.ts";
import { isSignedBy } from "../lib/url/signature.ts";
import { needsSignature } from "../lib/url/signed-urls.ts";
import { signingKeyId } from "../lib/url/signing-key.ts";
import { askedExtension, variantKeyOf } from "../lib/url/variant-key.ts";
import type { EdgeRequest, EdgeResponse, ViewerRequestEvent } from "./event.ts";
import { type Phrases, problemResponse } from "./problem-response.ts";

const store = cf.kvs();

/**
 * Turns the URL of a picture into its variant key, or answers why it cannot.
 *
 * Whatever a query, a header or a cookie says is in the path afterwards; nothing else reaches cache or origin.
 */
export async function handler(event: ViewerRequestEvent): Promise<EdgeRequest | EdgeResponse> {
  const request = event.request;
  const match = /^\/images\/([0-9a-z]{26})\/transformation$/.exec(request.uri);
  if (match === null) {
    return problemResponse(404, "Not Found", { code: "route-unknown", detail: "There is nothing at this address." });
  }
  const rawQuery = request.rawQueryString() || "";
  const asked = readQuery(rawQuery);
  if ("problem" in asked) return badRequest(asked);
  const read = asked.named.length > 0 ? await resolveColorNames(asked, storedColor) : asked;
  if ("problem" in read) return badRequest(read);

  const signature = read.parameters.signature;
  const settled = settle(read, signature === undefined ? LADDER : "exact");
  if ("problem" in settled) return badRequest(settled);
  if (signature === undefined) {
    if (needsSignature(read.parameters, SIGNED_URLS)) return forbidden("signature-required", "This URL");
  } else {
    const isSigned = await isSignedByUs(request.uri, asked, settled.transform.width);
    if (!isSigned) return forbidden("signature-invalid", "s");
  }
  const expires = read.parameters.expires;
  if (expires && expires * 1000 <= Date.now()) return forbidden("url-expired", "exp");

  const extension = askedExtension(settled.transform) || negotiate(acceptOf(request));
  const variant = { imageId: match[1]!, transform: settled.transform, extension: extension };
  request.uri = "/" + variantKeyOf(variant, settled.rows);
  request.querystring = {};
  return request;
}

function badRequest(refused: Refused): Promise<EdgeResponse> {
  return refuse(400, "Bad Request", refused.problem);
}

function forbidden(code: EdgeCodeOf<403>, subject: string): Promise<EdgeResponse> {
  return refuse(403, "Forbidden", { code: code, subject: subject });
}

/** The store has the sentence; without the store a refusal is still a refusal, and no failure of ours. */
async function refuse<Status extends 400 | 403>(
  status: Status,
  phrase: Phrases[Status],
  refusal: Refusal<EdgeCodeOf<Status>>,
): Promise<EdgeResponse> {
  let predicate: string | undefined;
  try {
    predicate = await stored(sentenceKey(refusal));
  } catch (_error) {}
  const detail = refusal.subject + (predicate || " is not accepted.");
  return problemResponse(status, phrase, { code: refusal.code, detail: detail });
}

/** @param asked as it was read, before anything was looked up; what can never have been signed costs no look either */
async function isSignedByUs(path: string, asked: Read, width: number | undefined): Promise<boolean> {
  const parameters = asked.parameters;
  const isAllowed = !parameters.widths || isListed(width, parameters.widths);
  if (asked.signed === undefined || !isAllowed) return false;
  const secret = await stored(`signing-key-${signingKeyId(parameters.signature!)}`);
  return secret !== undefined && isSignedBy(secret, path, asked.signed, parameters.signature!);
}

function storedColor(name: string): Promise<string | undefined> {
  return stored(`color-${name}`);
}

/** Asked first whether it is there: what else a read can fail of is no answer to a viewer, and becomes a 503. */
async function stored(key: string): Promise<string | undefined> {
  const isThere = await store.exists(key);
  if (!isThere) return undefined;
  const value = await store.get(key);
  return value;
}

function acceptOf(request: EdgeRequest): string | undefined {
  const accept = request.headers.accept;
  if (accept === undefined) return undefined;
  return accept.multiValue ? accept.multiValue.map((each) => each.value).join() : accept.value;
}
