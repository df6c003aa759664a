import type { Credentials } from "../signature-v4.ts";
import type { EdgeFunction } from "./edge-function.ts";

/** A server that the edge asks for what it does not have. */
export interface Origin {
  readonly id: string;
  /** e.g. `http://127.0.0.1:9000`; plain HTTP, everything runs on one machine. */
  readonly url: string;
  /** Put before every path, e.g. `/variants`. */
  readonly path?: string;
  /** Origin access control: requests are signed for this service. */
  readonly signFor?: "s3" | "lambda";
  /** How long the origin may stay silent: before its answer begins, and between two pieces of it. */
  readonly timeoutSeconds: number;
}

/** How long answers below 400 are kept; the path alone is their key, and nothing else of a request reaches the origin. */
export interface CachePolicy {
  readonly minSeconds: number;
  readonly defaultSeconds: number;
  readonly maxSeconds: number;
}

/** What an origin's answer loses and gains on its way to the viewer; names are lower-case. */
export interface ResponseHeadersPolicy {
  readonly remove: readonly string[];
  readonly set: Readonly<Record<string, string>>;
  /** Adds CloudFront's own `Server-Timing`. */
  readonly serverTiming?: boolean;
}

/** What happens to requests whose path matches a pattern. */
export interface Behavior {
  /** `*` stands for any characters, `?` for one; e.g. `/images/?*`. Case counts. */
  readonly pathPattern: string;
  readonly allowedMethods: readonly string[];
  readonly viewerRequest?: EdgeFunction;
  /** Absent: nothing is cached, and query, body and every header but `Host` are passed on. */
  readonly cache?: CachePolicy;
  /** Two make an origin group: the second is asked when the first fails. */
  readonly origins: readonly [Origin, ...Origin[]];
  readonly failoverStatuses?: readonly number[];
  readonly responseHeaders?: ResponseHeadersPolicy;
}

/**
 * A distribution as CloudFront knows it, as far as the local edge needs it.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-web-values-specify.html
 */
export interface DistributionConfig {
  readonly id: string;
  /** The first that matches is used; the last must be `*`. */
  readonly behaviors: readonly Behavior[];
  /** Error caching minimum TTL: status → seconds; CloudFront's 10 seconds for statuses that are absent. */
  readonly errorSeconds: Readonly<Record<number, number>>;
  /** The header of an origin's answer that holds its cache tags, e.g. `x-amz-meta-cache-tag`. */
  readonly cacheTagHeader: string;
  /** What origin access control signs with. */
  readonly credentials: Credentials;
  readonly region: string;
  readonly cacheBytes?: number;
  /** Told of what fails within the edge itself; the console's error stream by default. */
  readonly report?: (what: string, error: unknown) => void;
  /** Milliseconds since 1970; tests move it. */
  readonly now?: () => number;
}
