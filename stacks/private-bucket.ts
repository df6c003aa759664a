import { RemovalPolicy } from "aws-cdk-lib";
import { BlockPublicAccess, Bucket, BucketEncryption, type BucketProps, ObjectOwnership } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import type { BucketContents } from "./bucket-contents.ts";

/** Encryption by S3's own key is also what keeps ETag = MD5, on which the caching of variants relies: KMS would not. */
const PRIVATE = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  encryption: BucketEncryption.S3_MANAGED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
} satisfies BucketProps;

export interface PrivateBucketProps extends Pick<BucketProps, "versioned" | "lifecycleRules"> {
  /** Whether it outlives the stack. */
  readonly isKept: boolean;
  /** What empties it where it does not. */
  readonly contents: BucketContents;
}

/** A bucket that nobody outside the account reads, over TLS alone. */
export function createPrivateBucket(
  scope: Construct,
  id: string,
  { isKept, contents, ...props }: PrivateBucketProps,
): Bucket {
  const bucket = new Bucket(scope, id, {
    ...PRIVATE,
    ...props,
    // One that is kept goes where its first deployment fails: it holds nothing yet, and the next try makes another one.
    removalPolicy: isKept ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
  });
  if (!isKept) contents.emptyWithStack(bucket);
  return bucket;
}
