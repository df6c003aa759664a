import { attachment } from "../file-name.ts";
import { CACHE_TAG_HEADER } from "../limits.ts";
import type { Variants } from "../stores.ts";
import { VARIANT_CACHING } from "../url/caching.ts";
import { variantFolder } from "../url/variant-key.ts";
import { describeObject, getObject, putOnce } from "./objects.ts";
import type { S3 } from "./s3.ts";

/** Variants in S3 under their variant keys, with the headers that CloudFront is to see. */
export function s3Variants(s3: S3, bucket: string): Variants {
  return {
    put(key, { bytes, contentType, download }, cacheTags) {
      const headers = {
        "cache-control": VARIANT_CACHING,
        [CACHE_TAG_HEADER]: cacheTags,
        ...(download !== undefined && { "content-disposition": attachment(download) }),
      };
      return putOnce(s3, { bucket, key, bytes, contentType, headers });
    },
    get: (key) => getObject(s3, bucket, key),
    describe: (key) => describeObject(s3, bucket, key),
    remove: (key) => s3.bySdk(({ removeObject }, client) => removeObject(client, bucket, key)),
    removeEach: (keys) => s3.bySdk(({ removeKeys }, client) => removeKeys(client, bucket, keys)),
    keysOf: (imageId) => s3.bySdk(({ keysUnder }, client) => keysUnder(client, bucket, variantFolder(imageId))),
    presignDownload: (key, fileName) => s3.bySdk(({ presignGet }, client) => presignGet(client, bucket, key, fileName)),
    removeAll: (imageId, beforePage) =>
      s3.bySdk(({ removeObjects }, client) => removeObjects(client, bucket, variantFolder(imageId), beforePage)),
  };
}
