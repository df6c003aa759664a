import { PutBucketCorsCommand, type S3Client } from "@aws-sdk/client-s3";

/** Seconds for which a browser remembers that it may upload. */
const PREFLIGHT_SECONDS = 3_000;

/**
 * Lets pages of these origins, and of no others, put to presigned URLs of a bucket.
 *
 * @param origins e.g. `["https://d111111abcdef8.cloudfront.net"]`
 */
export async function allowUploadsFrom(client: S3Client, bucket: string, origins: readonly string[]): Promise<void> {
  const rule = {
    AllowedMethods: ["PUT"],
    AllowedOrigins: [...origins],
    AllowedHeaders: ["*"],
    MaxAgeSeconds: PREFLIGHT_SECONDS,
  };
  await client.send(new PutBucketCorsCommand({ Bucket: bucket, CORSConfiguration: { CORSRules: [rule] } }));
}
