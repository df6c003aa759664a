import type { CloudFormationCustomResourceEvent } from "aws-lambda";
import { type BucketFile, copyInto, writeText } from "../lib/aws/bucket-files.ts";
import { TIME_LIMITS } from "../lib/aws/clients.ts";
import { removeObject, removeVersions, sdkClient } from "../lib/aws/s3-sdk.ts";
import { allowUploadsFrom } from "../lib/aws/upload-origins.ts";
import { customResourceHandler } from "./custom-resource.ts";

/** What a stack keeps in one of its buckets. */
interface Properties {
  readonly bucket: string;
  readonly files: readonly BucketFile[];
  /** Whether all of it, in every version, goes with the stack: CloudFormation deletes no bucket that holds something. */
  readonly isEmptiedOnRemoval: boolean;
  /** Whose pages may put to presigned URLs; empty for a bucket that is none of browsers' business. */
  readonly uploadOrigins: readonly string[];
}

/**
 * The contents of a stack's bucket, as its custom resource: files come with a deployment, and can go with the stack; who
 * may upload is told once the deployment knows it.
 */
export function createBucketContents(
  client = sdkClient({ requestHandler: TIME_LIMITS }),
): (event: CloudFormationCustomResourceEvent) => Promise<void> {
  return customResourceHandler(readProperties, {
    async keep({ bucket, files, uploadOrigins }, before) {
      if (uploadOrigins.length > 0) await allowUploadsFrom(client, bucket, uploadOrigins);
      for (const file of files) {
        await ("body" in file ? writeText(client, bucket, file) : copyInto(client, bucket, file));
      }
      const keys = new Set(files.map(({ key }) => key));
      const dropped = before?.bucket === bucket ? before.files.filter(({ key }) => !keys.has(key)) : [];
      for (const { key } of dropped) await removeObject(client, bucket, key);
    },
    async remove({ bucket, isEmptiedOnRemoval }) {
      if (isEmptiedOnRemoval) await removeVersions(client, bucket, "");
    },
  });
}

function readProperties(properties: Readonly<Record<string, unknown>>): Properties {
  const { Bucket, Files = [], EmptyOnRemoval, UploadOrigins = [] } = properties;
  if (typeof Bucket !== "string" || !Array.isArray(Files) || !Array.isArray(UploadOrigins)) {
    throw new Error("A bucket's contents need a Bucket, and lists of Files and UploadOrigins where there are any.");
  }
  // CloudFormation hands every value over as text.
  const isEmptiedOnRemoval = EmptyOnRemoval === "true";
  return { bucket: Bucket, files: Files.map(readFile), isEmptiedOnRemoval, uploadOrigins: UploadOrigins.map(String) };
}

function readFile(file: Readonly<Record<string, unknown>>): BucketFile {
  const { Key, ContentType, Body, FromBucket, FromKey } = file;
  if (typeof Key === "string" && typeof ContentType === "string") {
    const common = { key: Key, contentType: ContentType };
    if (typeof Body === "string") return { ...common, body: Body };
    if (typeof FromBucket === "string" && typeof FromKey === "string") {
      return { ...common, fromBucket: FromBucket, fromKey: FromKey };
    }
  }
  throw new Error("A file needs Key, ContentType, and Body or FromBucket and FromKey.");
}
