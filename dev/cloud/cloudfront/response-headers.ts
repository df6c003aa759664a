import { randomBytes } from "node:crypto";
import type { ResponseHeadersPolicy } from "./distribution.ts";
import type { CacheResult } from "./edge-answer.ts";
import { fieldText, type HeaderFields, withoutFields } from "./header-fields.ts";

const POP = "LOC50-P1";
const VIA = `1.1 ${randomBytes(16).toString("hex")}.cloudfront.net (CloudFront)`;

/** What becomes of a request, as far as its answer's headers tell. */
export interface Delivery {
  /** What CloudFront calls this request, e.g. `nQBz4aJU2kP9iC3KHEq7vFxfMozu-VYB…==`. */
  readonly requestId: string;
  readonly cacheResult: CacheResult;
  readonly ageSeconds?: number;
}

/** A new name for a request. */
export function newRequestId(): string {
  return `${randomBytes(40).toString("base64url")}==`;
}

/**
 * The headers that a viewer gets: the answer's, as the policy changes them, and CloudFront's own.
 *
 * @param policy absent for answers that no origin gave
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html
 */
export function viewerHeaders(
  headers: HeaderFields,
  delivery: Delivery,
  policy: ResponseHeadersPolicy | undefined,
): HeaderFields {
  return {
    ...(policy === undefined ? headers : withPolicy(headers, delivery, policy)),
    ...(delivery.ageSeconds === undefined ? {} : { age: String(delivery.ageSeconds) }),
    "x-cache": `${delivery.cacheResult} from cloudfront`,
    via: VIA,
    "x-amz-cf-pop": POP,
    "x-amz-cf-id": delivery.requestId,
  };
}

function withPolicy(headers: HeaderFields, delivery: Delivery, policy: ResponseHeadersPolicy): HeaderFields {
  const changed = { ...withoutFields(headers, policy.remove), ...policy.set };
  if (policy.serverTiming !== true) return changed;
  const theirs = fieldText(changed, "server-timing");
  const ours = serverTiming(delivery);
  return { ...changed, "server-timing": theirs === undefined ? ours : `${theirs}, ${ours}` };
}

/** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html#server-timing-header */
function serverTiming({ cacheResult, ageSeconds, requestId }: Delivery): string {
  // An error from the cache is a hit as well, although X-Cache does not say so.
  const isHit = cacheResult === "Hit" || (cacheResult === "Error" && ageSeconds !== undefined);
  const metric = isHit ? "cdn-cache-hit" : cacheResult === "RefreshHit" ? "cdn-cache-refresh" : "cdn-cache-miss";
  return `${metric}, cdn-pop;desc="${POP}", cdn-rid;desc="${requestId}"`;
}
