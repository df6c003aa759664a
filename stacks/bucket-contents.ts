import { CustomResource, Duration } from "aws-cdk-lib";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import type { Asset } from "aws-cdk-lib/aws-s3-assets";
import { Construct, type IConstruct } from "constructs";
import { NodeFunction } from "./node-function.ts";
import { allow } from "./permissions.ts";

const MEMORY_MEBIBYTES = 512;

/** Lambda's longest: emptying a bucket of a million objects takes most of it. */
const TIMEOUT = Duration.minutes(15);

/** A file of a bucket: one that the deployment uploads, or text that is known only then. */
export type StackFile =
  | { readonly key: string; readonly contentType: string; readonly asset: Asset }
  | { readonly key: string; readonly contentType: string; readonly body: string };

/**
 * What the deployment itself puts into buckets, takes out of those that go with the stack, and tells them afterwards.
 *
 * A function of our own: CDK's for the same have permissions with wildcards for actions.
 */
export class BucketContents extends Construct {
  private readonly function: NodeFunction;
  private readonly emptied: IConstruct[] = [];

  constructor(scope: Construct, id: string, { codeFolder }: { readonly codeFolder: string }) {
    super(scope, id);
    this.function = new NodeFunction(this, "Function", {
      codeFolder,
      description: "Fills and empties buckets at deployment",
      memoryMebibytes: MEMORY_MEBIBYTES,
      timeoutSeconds: TIMEOUT.toSeconds(),
      environment: {},
      permissions: [],
    });
  }

  /** CloudFormation deletes no bucket that holds something. */
  emptyWithStack(bucket: Bucket): void {
    this.permissionToEmpty(bucket);
    const properties = { Bucket: bucket.bucketName, EmptyOnRemoval: "true" };
    this.emptied.push(this.createResource(bucket, "Emptying", properties));
  }

  /** Keeps files in a bucket, as they are at each deployment. */
  putFiles(bucket: Bucket, files: readonly StackFile[]): void {
    this.function.addToRolePolicy(allow(["s3:PutObject", "s3:DeleteObject"], bucket.arnForObjects("*")));
    const assets = files.flatMap((file) => ("asset" in file ? [file.asset] : []));
    if (assets.length > 0) {
      const arns = assets.map((asset) => asset.bucket.arnForObjects(asset.s3ObjectKey));
      this.function.addToRolePolicy(allow(["s3:GetObject"], ...arns));
    }
    this.createResource(bucket, "Files", { Bucket: bucket.bucketName, Files: files.map(propertiesOf) });
  }

  /**
   * Lets pages of these origins upload. The bucket itself cannot name the distribution's, which knows the transformer,
   * which knows the bucket.
   */
  acceptUploadsFrom(bucket: Bucket, origins: readonly string[]): void {
    this.function.addToRolePolicy(allow(["s3:PutBucketCORS"], bucket.bucketArn));
    this.createResource(bucket, "UploadOrigins", { Bucket: bucket.bucketName, UploadOrigins: origins });
  }

  /** Has buckets emptied only once this is gone: it may write until its last moment. */
  outlives(writer: IConstruct): void {
    writer.node.addDependency(...this.emptied);
  }

  private permissionToEmpty(bucket: Bucket): void {
    this.function.addToRolePolicy(allow(["s3:ListBucketVersions"], bucket.bucketArn));
    this.function.addToRolePolicy(allow(["s3:DeleteObject", "s3:DeleteObjectVersion"], bucket.arnForObjects("*")));
  }

  private createResource(bucket: Bucket, id: string, properties: Record<string, unknown>): CustomResource {
    return new CustomResource(bucket, id, {
      serviceToken: this.function.functionArn,
      serviceTimeout: TIMEOUT,
      resourceType: "Custom::BucketContents",
      properties,
    });
  }
}

function propertiesOf(file: StackFile): Record<string, string> {
  const common = { Key: file.key, ContentType: file.contentType };
  if ("body" in file) return { ...common, Body: file.body };
  return { ...common, FromBucket: file.asset.s3BucketName, FromKey: file.asset.s3ObjectKey };
}
