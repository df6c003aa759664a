import { Duration } from "aws-cdk-lib";
import { AccessLevel, type IOrigin, OriginProtocolPolicy, OriginSslPolicy } from "aws-cdk-lib/aws-cloudfront";
import { FunctionUrlOrigin, HttpOrigin, OriginGroup, S3BucketOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import type { FunctionUrl } from "aws-cdk-lib/aws-lambda";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import { FAILOVER_STATUSES, TRANSFORMER_SECONDS } from "../lib/limits.ts";
import { HOME_REGION } from "./region.ts";

/** Seconds longer than the transformer lives: CloudFront tries again after its own time-out, and would start a second one. */
const TRANSFORMER_READ_SECONDS = TRANSFORMER_SECONDS + 5;

/** One cache in front of both, so that the world's edges together make a variant once. */
const SHIELDED = { originShieldRegion: HOME_REGION };

/** Where a miss goes: the variant that is stored, or else whoever can make it. Both answer only to this distribution. */
export function imageOrigin(variants: IBucket, transformer: FunctionUrl): IOrigin {
  return new OriginGroup({
    primaryOrigin: S3BucketOrigin.withOriginAccessControl(variants, {
      ...SHIELDED,
      originId: "variants",
      // With the right to list, a key that is not there is a 404; a 403 then means that something is wrong.
      originAccessLevels: [AccessLevel.READ, AccessLevel.LIST],
    }),
    fallbackOrigin: FunctionUrlOrigin.withOriginAccessControl(transformer, {
      ...SHIELDED,
      originId: "transformer",
      readTimeout: Duration.seconds(TRANSFORMER_READ_SECONDS),
    }),
    fallbackStatusCodes: [...FAILOVER_STATUSES],
  });
}

/** @param domainName e.g. `a1b2c3.execute-api.us-east-1.amazonaws.com` */
export function apiOrigin(domainName: string): IOrigin {
  return new HttpOrigin(domainName, {
    originId: "api",
    protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
    originSslProtocols: [OriginSslPolicy.TLS_V1_2],
  });
}

/** The playground's files. */
export function pageOrigin(pages: IBucket): IOrigin {
  return S3BucketOrigin.withOriginAccessControl(pages, {
    originId: "playground",
    originAccessLevels: [AccessLevel.READ, AccessLevel.LIST],
  });
}
