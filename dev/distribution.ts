import { CACHE_TAG_HEADER, ERROR_CACHE_SECONDS, FAILOVER_STATUSES } from "../lib/limits.ts";
import type { Behavior, DistributionConfig, Origin, ResponseHeadersPolicy } from "./cloud/cloudfront/distribution.ts";
import type { EdgeFunction } from "./cloud/cloudfront/edge-function.ts";
import type { Credentials } from "./cloud/signature-v4.ts";

/** The distribution's id, by which it is invalidated. */
export const DISTRIBUTION_ID = "ELOCAL";

/** Where the distribution's origins listen, and what it runs. */
export interface DistributionParts {
  readonly region: string;
  readonly credentials: Credentials;
  readonly s3Url: string;
  readonly variantsBucket: string;
  readonly transformerUrl: string;
  readonly apiUrl: string;
  readonly viewerRequest: EdgeFunction;
  readonly apiRequest: EdgeFunction;
  /** The paths of other systems, and what runs on them. */
  readonly dialects: readonly (readonly [pathPattern: string, viewerRequest: EdgeFunction])[];
}

const READ = ["GET", "HEAD"];
const ALL = [...READ, "OPTIONS", "PUT", "POST", "PATCH", "DELETE"];

/** What answers gain and lose on their way to the viewer. */
const IMAGE_HEADERS: ResponseHeadersPolicy = {
  remove: [CACHE_TAG_HEADER, "x-amz-request-id", "x-amz-id-2", "x-amzn-requestid", "x-amz-version-id"],
  set: {
    vary: "Accept",
    "access-control-allow-origin": "*",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
  },
  serverTiming: true,
};

/** The distribution that the stacks make in the cloud, for the local edge. */
export function localDistribution(parts: DistributionParts): DistributionConfig {
  const { s3Url, variantsBucket, transformerUrl, apiUrl, viewerRequest, apiRequest } = parts;
  const variants: Origin = {
    id: "variants",
    url: s3Url,
    path: `/${variantsBucket}`,
    signFor: "s3",
    timeoutSeconds: 10,
  };
  const transformer: Origin = { id: "transformer", url: transformerUrl, signFor: "lambda", timeoutSeconds: 35 };
  const api: Origin = { id: "api", url: apiUrl, timeoutSeconds: 30 };
  const images: Behavior = {
    pathPattern: "/images/*/transformation",
    allowedMethods: READ,
    viewerRequest,
    cache: { minSeconds: 0, defaultSeconds: 86_400, maxSeconds: 31_536_000 },
    origins: [variants, transformer],
    failoverStatuses: FAILOVER_STATUSES,
    responseHeaders: IMAGE_HEADERS,
  };
  const ofDialects = parts.dialects.map(([pathPattern, fold]) => ({ ...images, pathPattern, viewerRequest: fold }));
  const toApi = ["/images*", "/upload*", "/users/*", "/openapi.json", "/docs", "/health"].map(
    (pathPattern): Behavior => ({ pathPattern, allowedMethods: ALL, viewerRequest: apiRequest, origins: [api] }),
  );
  // The function knows no other path than a picture's, and so answers every other one with a 404.
  const rest: Behavior = { pathPattern: "*", allowedMethods: ALL, viewerRequest, origins: [api] };
  return {
    id: DISTRIBUTION_ID,
    behaviors: [images, ...ofDialects, ...toApi, rest],
    errorSeconds: ERROR_CACHE_SECONDS,
    cacheTagHeader: CACHE_TAG_HEADER,
    credentials: parts.credentials,
    region: parts.region,
  };
}
