import type { MonthlyUsage } from "../../lib/prices.ts";
import { billOf } from "./bill.ts";

/**
 * What AWS says of its Dynamic Image Transformation for CloudFront, in the architecture with Lambda: a month at 90 % edge
 * hits, 45 KB a picture, 350 ms a transform. Its own totals are less than the sums of its lines.
 *
 * @see https://docs.aws.amazon.com/solutions/latest/dynamic-image-transformation-for-amazon-cloudfront/lambda-architecture-costs.html
 */
export const AWS_PUBLISHED = {
  page: "https://docs.aws.amazon.com/solutions/latest/dynamic-image-transformation-for-amazon-cloudfront/lambda-architecture-costs.html",
  edgeHitShare: 0.9,
  answerKilobytes: 45,
  transformSeconds: 0.35,
  months: [
    { images: 10e6, cloudfrontUsd: 1_200, totalUsd: 1_203.48 },
    { images: 125e6, cloudfrontUsd: 1_200, totalUsd: 1_249.25 },
    { images: 500e6, cloudfrontUsd: 11_000, totalUsd: 11_192.13 },
  ],
} as const;

/** GB of memory of its Lambda function as it is deployed by default, on x86. */
const AWS_GIGABYTES = 1;

/**
 * AWS's solution by our table of list prices, at its own assumptions: what the edge does not have is made, each time,
 * through a REST API.
 */
export function awsSolutionUsage(requests: number): MonthlyUsage {
  const made = requests * (1 - AWS_PUBLISHED.edgeHitShare);
  return {
    edgeRequests: requests,
    edgeGigabytes: (requests * AWS_PUBLISHED.answerKilobytes) / 1e6,
    restApiRequests: made,
    functionCalls: made,
    intelGigabyteSeconds: made * AWS_PUBLISHED.transformSeconds * AWS_GIGABYTES,
    bucketReads: made,
  };
}

/** What {@link awsSolutionUsage} costs, in US dollars a month. */
export function awsSolutionUsd(requests: number): number {
  return billOf(awsSolutionUsage(requests)).listUsd;
}

/**
 * Cloudflare Images for pictures that are stored elsewhere: each different transformation of a picture in 30 days, its
 * format not counted; requests and transfer are free.
 *
 * @see https://developers.cloudflare.com/images/pricing/
 */
export const CLOUDFLARE = {
  page: "https://developers.cloudflare.com/images/pricing/",
  usdPerThousand: 0.5,
  freeTransformations: 5_000,
} as const;

/** @param transformations different ones in a month, e.g. `80000` */
export function cloudflareUsd(transformations: number): { readonly listUsd: number; readonly freeUsd: number } {
  const usd = (count: number) => (count / 1_000) * CLOUDFLARE.usdPerThousand;
  return { listUsd: usd(transformations), freeUsd: usd(Math.min(transformations, CLOUDFLARE.freeTransformations)) };
}
