import cf from "cloudfront";
import type { EdgeProblem } from "../lib/edge-problems.ts";
import { resolveColorNames } from "../lib/url/named-colors.ts";
import { negotiate } from "../lib/url/negotiate.ts";
import { splitQuery } from "../lib/url/query.ts";
import { readParameters } from "../lib/url/read-parameters.ts";
import { settle } from "../lib/url/rules.ts";
import { isSignedBy, signingKeyId } from "../lib/url/signature.ts";
import { extensionOf, variantKey } from "../lib/url/variant-key.ts";
import type { EdgeRequest, EdgeResponse, ViewerRequestEvent } from "./event.ts";
import { problemResponse } from "./problem-response.ts";

const store = cf.kvs();

/**
 * Turns the URL of a picture into its variant key, or answers why it cannot.
 *
 * Whatever a query, a header or a cookie says is in the path afterwards; nothing else reaches cache or origin.
 */
export async function handler(event: ViewerRequestEvent): Promise<EdgeRequest | EdgeResponse> {
  const request = event.request;
  const match = /^\/images\/([0-9a-z]{26})\/transformation$/.exec(request.uri);
  if (match === null) return problemResponse({ code: "route-unknown", detail: "There is nothing at this address." });

  const rawQuery = request.rawQueryString() || "";
  const pairs = splitQuery(rawQuery);
  if ("problem" in pairs) return problemResponse(pairs.problem);
  const resolved = await resolveColorNames(pairs, (name) => stored(`color-${name}`));
  const read = readParameters(resolved);
  if ("problem" in read) return problemResponse(read.problem);

  const signature = read.parameters.signature;
  const fault = await signatureFault(request.uri, rawQuery, signature);
  if (fault !== undefined) return problemResponse(fault);
  if (read.parameters.expires && read.parameters.expires * 1000 <= Date.now()) {
    return problemResponse({ code: "url-expired", detail: "This URL was good until its exp; ask for a new one." });
  }

  const settled = settle(read.parameters, signature === undefined ? "ladder" : "exact");
  if ("problem" in settled) return problemResponse(settled.problem);
  const extension = extensionOf(settled.transform, negotiate(acceptOf(request)));
  request.uri = `/${variantKey({ imageId: match[1]!, transform: settled.transform, extension: extension })}`;
  request.querystring = {};
  return request;
}

/** `undefined` when there is no signature or it is right. */
async function signatureFault(
  path: string,
  rawQuery: string,
  signature: string | undefined,
): Promise<EdgeProblem | undefined> {
  if (signature === undefined) return undefined;
  const secret = await stored(`signing-key-${signingKeyId(signature)}`);
  if (secret !== undefined && isSignedBy(secret, path, rawQuery, signature)) return undefined;
  return { code: "signature-invalid", detail: "s must be the last parameter and sign all that is before it." };
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
