import { type CacheDirectives, directiveSeconds, parseCacheControl } from "./cache-control.ts";
import type { CachePolicy } from "./distribution.ts";
import { fieldText, type HeaderFields } from "./header-fields.ts";

/** Seconds for which CloudFront keeps an error whose status the distribution does not mention. */
const DEFAULT_ERROR_SECONDS = 10;

/** Errors on which CloudFront honours `no-store`; it keeps the others all the same. */
const NO_STORE_ERRORS: ReadonlySet<number> = new Set([404, 410, 414, 501]);

/** What is kept below 400; a stray 206 or 304 is not the object. */
const KEPT_STATUSES: ReadonlySet<number> = new Set([200, 203, 204, 300, 301, 302, 303, 307, 308]);

/** How an answer may be used again. */
export interface Freshness {
  /** 0: not without asking the origin. */
  readonly seconds: number;
  /** Whether it is worth keeping, be it only to ask the origin whether it still holds. */
  readonly isKept: boolean;
  /** Whether requests that waited for the same fetch get this answer too. */
  readonly isShared: boolean;
  /** Seconds after its freshness for which it may stand in for a failing origin. */
  readonly staleIfErrorSeconds: number;
}

/**
 * How CloudFront may use an origin's answer again.
 *
 * @param errorSeconds error caching minimum TTL by status
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html
 */
export function freshnessOf(
  answer: { readonly status: number; readonly headers: HeaderFields },
  policy: CachePolicy,
  errorSeconds: Readonly<Record<number, number>>,
  now: number,
): Freshness {
  const directives = parseCacheControl(fieldText(answer.headers, "cache-control"));
  const own = ownSeconds(directives, answer.headers, now);
  if (answer.status >= 400) {
    const seconds = errorFreshSeconds(answer.status, directives, own, errorSeconds);
    return { seconds, isKept: seconds > 0, isShared: seconds > 0 || !refusesReuse(directives), staleIfErrorSeconds: 0 };
  }
  const seconds = KEPT_STATUSES.has(answer.status) ? successFreshSeconds(directives, own, policy) : 0;
  return {
    seconds,
    isKept: seconds > 0 || canBeRevalidated(answer, directives),
    isShared: seconds > 0 || !refusesReuse(directives),
    staleIfErrorSeconds: staleIfErrorSeconds(directives),
  };
}

/** Seconds for which an error answered with this status is kept, when it says nothing itself. */
export function errorFloorSeconds(status: number, errorSeconds: Readonly<Record<number, number>>): number {
  return errorSeconds[status] ?? DEFAULT_ERROR_SECONDS;
}

function errorFreshSeconds(
  status: number,
  directives: CacheDirectives,
  own: number | undefined,
  errorSeconds: Readonly<Record<number, number>>,
): number {
  if (directives.has("no-store") && NO_STORE_ERRORS.has(status)) return 0;
  return Math.max(errorFloorSeconds(status, errorSeconds), own ?? 0);
}

function successFreshSeconds(directives: CacheDirectives, own: number | undefined, policy: CachePolicy): number {
  if (["no-store", "no-cache", "private"].some((name) => directives.has(name))) return policy.minSeconds;
  return Math.min(Math.max(own ?? policy.defaultSeconds, policy.minSeconds), policy.maxSeconds);
}

function ownSeconds(directives: CacheDirectives, headers: HeaderFields, now: number): number | undefined {
  const said = directiveSeconds(directives, "s-maxage") ?? directiveSeconds(directives, "max-age");
  const expires = fieldText(headers, "expires");
  if (said !== undefined || expires === undefined) return said;
  const secondsLeft = (Date.parse(expires) - now) / 1000;
  // A date that cannot be read, such as `0`, means expired: RFC 9111 §5.3.
  return Number.isNaN(secondsLeft) ? 0 : Math.max(0, secondsLeft);
}

function refusesReuse(directives: CacheDirectives): boolean {
  const refusals = ["no-store", "no-cache", "private"];
  return (
    refusals.some((name) => directives.has(name)) ||
    (directiveSeconds(directives, "s-maxage") ?? directiveSeconds(directives, "max-age")) === 0
  );
}

function canBeRevalidated(
  answer: { readonly status: number; readonly headers: HeaderFields },
  directives: CacheDirectives,
): boolean {
  return (
    answer.status === 200 &&
    (answer.headers.etag !== undefined || answer.headers["last-modified"] !== undefined) &&
    !directives.has("no-store") &&
    !directives.has("private")
  );
}

/** Unless it is told otherwise, CloudFront serves what it has for as long as the origin fails. */
function staleIfErrorSeconds(directives: CacheDirectives): number {
  const refusals = ["must-revalidate", "proxy-revalidate", "no-cache"];
  if (refusals.some((name) => directives.has(name))) return 0;
  return directiveSeconds(directives, "stale-if-error") ?? Number.POSITIVE_INFINITY;
}
