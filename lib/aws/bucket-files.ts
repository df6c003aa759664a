import { CopyObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";

interface NamedFile {
  readonly key: string;
  readonly contentType: string;
}

/** A file of a page: text that is known only at deployment, or a copy of what the deployment uploaded. */
export type BucketFile =
  | (NamedFile & { readonly body: string })
  | (NamedFile & { readonly fromBucket: string; readonly fromKey: string });

/** Asked for again each time, so that a page and its script are of one deployment; that is one small answer, a 304. */
const CACHING = "no-cache";

export async function writeText(
  client: S3Client,
  bucket: string,
  { key, body, contentType }: NamedFile & { readonly body: string },
): Promise<void> {
  await client.send(
    new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentType: contentType, CacheControl: CACHING }),
  );
}

/** Copies inside S3, with a type of the file's own. */
export async function copyInto(
  client: S3Client,
  bucket: string,
  file: NamedFile & { readonly fromBucket: string; readonly fromKey: string },
): Promise<void> {
  await client.send(
    new CopyObjectCommand({
      Bucket: bucket,
      Key: file.key,
      CopySource: encodeURI(`${file.fromBucket}/${file.fromKey}`),
      ContentType: file.contentType,
      CacheControl: CACHING,
      MetadataDirective: "REPLACE",
    }),
  );
}
