import { Duration } from "aws-cdk-lib";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { INCOMING_DAYS } from "../lib/limits.ts";
import type { BucketContents } from "./bucket-contents.ts";
import type { Config } from "./config.ts";
import { createPrivateBucket } from "./private-bucket.ts";

/** Days in which an original that was removed or overwritten by mistake can be brought back; a deletion removes all versions. */
const MISTAKE_DAYS = 30;

export interface StorageProps {
  readonly config: Config;
  readonly contents: BucketContents;
}

/** The two buckets of pictures: what people uploaded, and what was made of it. */
export class Storage extends Construct {
  /** `incoming/`, `originals/` and `mezzanines/`. */
  readonly originals: Bucket;
  /** `images/`, under the paths that CloudFront asks for. */
  readonly variants: Bucket;

  constructor(scope: Construct, id: string, { config, contents }: StorageProps) {
    super(scope, id);
    const kept = { isKept: config.keepsData, contents };
    this.originals = createPrivateBucket(this, "Originals", {
      ...kept,
      versioned: true,
      lifecycleRules: [
        { abortIncompleteMultipartUploadAfter: Duration.days(1) },
        { noncurrentVersionExpiration: Duration.days(MISTAKE_DAYS), expiredObjectDeleteMarker: true },
        {
          prefix: "incoming/",
          expiration: Duration.days(INCOMING_DAYS),
          noncurrentVersionExpiration: Duration.days(1),
        },
      ],
    });
    this.variants = createPrivateBucket(this, "Variants", {
      ...kept,
      lifecycleRules: [
        { expiration: Duration.days(config.variantDays), abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
    });
  }
}
