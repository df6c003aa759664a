import { paginateListObjectsV2, type S3Client } from "@aws-sdk/client-s3";
import { attachment } from "../file-name.ts";
import type { Variants } from "../stores.ts";
import { VARIANT_CACHING } from "../url/caching.ts";
import { variantFolder } from "../url/variant-key.ts";
import { getObject, hasObject, presignGet, putOnce, removeObject, removeObjects } from "./objects.ts";

/** Variants in S3 under their variant keys, with the headers that CloudFront is to see. */
export function s3Variants(client: S3Client, bucket: string): Variants {
  return {
    put: (key, { bytes, contentType, download }, cacheTags) =>
      putOnce(client, {
        bucket,
        key,
        bytes,
        contentType,
        CacheControl: VARIANT_CACHING,
        ...(download !== undefined && { ContentDisposition: attachment(download) }),
        Metadata: { "cache-tag": cacheTags },
      }),
    get: (key) => getObject(client, bucket, key),
    has: (key) => hasObject(client, bucket, key),
    remove: (key) => removeObject(client, bucket, key),
    async keysOf(imageId) {
      const keys: string[] = [];
      for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: variantFolder(imageId) })) {
        keys.push(...(page.Contents ?? []).map((object) => object.Key!));
      }
      return keys;
    },
    presignDownload: (key, fileName) => presignGet(client, bucket, key, fileName),
    removeAll: (imageId, beforePage) => removeObjects(client, bucket, variantFolder(imageId), beforePage),
  };
}
