import { CloudFrontClient, CreateInvalidationCommand } from "@aws-sdk/client-cloudfront";
import type { EdgeCache } from "../stores.ts";
import { type AwsOptions, clientSettings, withinBudgets } from "./clients.ts";

/** A CloudFront client, for invalidations. */
export function cloudFrontClient(options: AwsOptions): CloudFrontClient {
  return withinBudgets(new CloudFrontClient(clientSettings(options, options.endpoints?.cloudfront)));
}

/**
 * CloudFront's caches, forgotten by tag.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Invalidation.html
 */
export function cloudFrontCache(client: CloudFrontClient, distributionId: string): EdgeCache {
  return {
    async invalidate(tag, reference) {
      const paths = { Quantity: 1, Items: [`#${tag}`] };
      await client.send(
        new CreateInvalidationCommand({
          DistributionId: distributionId,
          InvalidationBatch: { CallerReference: reference, Paths: paths },
        }),
      );
    },
  };
}
