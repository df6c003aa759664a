import { Duration } from "aws-cdk-lib";
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  HttpMethods,
  ObjectOwnership,
} from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { INCOMING_DAYS, VARIANT_DAYS } from "../lib/limits.ts";

/** Days in which an original that was removed or overwritten by mistake can be brought back; a deletion removes all versions. */
const MISTAKE_DAYS = 30;

/** Also what keeps ETag = MD5, on which the caching of variants relies: KMS would not. */
const PRIVATE = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  encryption: BucketEncryption.S3_MANAGED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
} satisfies BucketProps;

/** The two buckets: what people uploaded, and what was made of it. Both outlive the stack, as CDK has it by default. */
export class Storage extends Construct {
  /** `incoming/`, `originals/` and `mezzanines/`. */
  readonly originals: Bucket;
  /** `images/`, under the paths that CloudFront asks for. */
  readonly variants: Bucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.originals = new Bucket(this, "Originals", {
      ...PRIVATE,
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
      // A browser puts to a presigned URL from any page; the URL's signature decides, not the page's origin.
      cors: [{ allowedMethods: [HttpMethods.PUT], allowedOrigins: ["*"], allowedHeaders: ["*"], maxAge: 3_000 }],
    });
    this.variants = new Bucket(this, "Variants", {
      ...PRIVATE,
      lifecycleRules: [
        { expiration: Duration.days(VARIANT_DAYS), abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
    });
  }
}
