import { CopyObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { PRESIGNED_URL_SECONDS } from "../limits.ts";
import type { AnnouncedUpload, Originals, PresignedRequest } from "../stores.ts";
import { getObject, hasObject, presignGet, putOnce, removeVersions } from "./objects.ts";

/** Originals in S3: `originals/{id}`, `mezzanines/{id}/…`, and `incoming/{id}` for what is not proven yet. */
export function s3Originals(client: S3Client, bucket: string): Originals {
  const original = (imageId: string) => `originals/${imageId}`;
  const incoming = (imageId: string) => `incoming/${imageId}`;
  const mezzanine = (imageId: string, edge: number) => `mezzanines/${imageId}/${edge}`;
  return {
    async put(imageId, bytes, contentType) {
      await putOnce(client, { bucket, key: original(imageId), bytes, contentType });
    },
    get: (imageId) => getObject(client, bucket, original(imageId)),
    async putMezzanine(imageId, edge, { bytes, contentType }) {
      await putOnce(client, { bucket, key: mezzanine(imageId, edge), bytes, contentType });
    },
    getMezzanine: (imageId, edge, signal) => getObject(client, bucket, mezzanine(imageId, edge), signal),
    has: (imageId) => hasObject(client, bucket, original(imageId)),
    presignIncoming: (imageId, upload) => presignPut(client, bucket, incoming(imageId), upload),
    getIncoming: (imageId) => getObject(client, bucket, incoming(imageId)),
    hasIncoming: (imageId) => hasObject(client, bucket, incoming(imageId)),
    async admitIncoming(imageId, etag, contentType) {
      await client.send(
        new CopyObjectCommand({
          Bucket: bucket,
          Key: original(imageId),
          CopySource: `${bucket}/${incoming(imageId)}`,
          CopySourceIfMatch: etag,
          MetadataDirective: "REPLACE",
          ContentType: contentType,
        }),
      );
    },
    async removeIncoming(imageId) {
      await removeVersions(client, bucket, incoming(imageId));
    },
    presignDownload: (imageId, fileName) => presignGet(client, bucket, original(imageId), fileName),
    async removeAll(imageId, beforePage) {
      // In the order of their keys, by which the pages are counted.
      const prefixes = [incoming(imageId), `mezzanines/${imageId}`, original(imageId)];
      for (const prefix of prefixes) await removeVersions(client, bucket, prefix, beforePage);
    },
  };
}

/** The headers are signed, so that S3 takes what was announced and nothing else, once. */
async function presignPut(
  client: S3Client,
  bucket: string,
  key: string,
  { contentType, sizeBytes, sha256 }: AnnouncedUpload,
): Promise<PresignedRequest> {
  const command = new PutObjectCommand({
    Bucket: bucket,
    Key: key,
    ContentType: contentType,
    ContentLength: sizeBytes,
    IfNoneMatch: "*",
    ...(sha256 !== undefined && { ChecksumSHA256: sha256 }),
  });
  const headers: Record<string, string> = {
    "content-type": contentType,
    "content-length": `${sizeBytes}`,
    "if-none-match": "*",
    ...(sha256 !== undefined && { "x-amz-checksum-sha256": sha256 }),
  };
  const names = new Set(Object.keys(headers));
  const url = await getSignedUrl(client, command, {
    expiresIn: PRESIGNED_URL_SECONDS,
    signableHeaders: names,
    unhoistableHeaders: names,
  });
  return { url, headers, expiresAt: new Date(Date.now() + PRESIGNED_URL_SECONDS * 1000).toISOString() };
}
