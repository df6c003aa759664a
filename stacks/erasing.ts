import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { allow } from "./permissions.ts";
import type { Storage } from "./storage.ts";

/** Finding and removing every copy of an image: all versions of what came in, and all that was made of it. */
export function allowErasing({ originals, variants }: Storage): PolicyStatement[] {
  return [
    allow(["s3:ListBucket"], originals.bucketArn, variants.bucketArn),
    allow(["s3:ListBucketVersions"], originals.bucketArn),
    // By their versions alone: without one, S3 would only hide what was to go.
    allow(
      ["s3:DeleteObjectVersion"],
      originals.arnForObjects("incoming/*"),
      originals.arnForObjects("originals/*"),
      originals.arnForObjects("mezzanines/*"),
    ),
    allow(["s3:DeleteObject"], variants.arnForObjects("images/*")),
  ];
}
