import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Storage } from "./storage.ts";

/**
 * One permission of a function, with every action and resource written out.
 *
 * @param actions e.g. `["s3:GetObject"]`; never with a wildcard
 * @param resources ARNs, as narrow as the act is: a prefix, an index, a distribution
 */
export function allow(actions: readonly string[], ...resources: readonly string[]): PolicyStatement {
  return new PolicyStatement({ actions: [...actions], resources: [...resources] });
}

/** Finding and removing every copy of an image: all versions of what came in, and all that was made of it. */
export function allowErasing({ originals, variants }: Storage): PolicyStatement[] {
  return [
    allow(["s3:ListBucket"], originals.bucketArn, variants.bucketArn),
    allow(["s3:ListBucketVersions"], originals.bucketArn),
    allow(
      ["s3:DeleteObject", "s3:DeleteObjectVersion"],
      originals.arnForObjects("incoming/*"),
      originals.arnForObjects("originals/*"),
      originals.arnForObjects("mezzanines/*"),
    ),
    allow(["s3:DeleteObject"], variants.arnForObjects("images/*")),
  ];
}
