import type { Originals } from "../stores.ts";
import { getObject, hasObject, putOnce } from "./objects.ts";
import type { S3 } from "./s3.ts";

/** Originals in S3: `originals/{id}`, `mezzanines/{id}/…`, and `incoming/{id}` for what is not proven yet. */
export function s3Originals(s3: S3, bucket: string): Originals {
  const original = (imageId: string) => `originals/${imageId}`;
  const incoming = (imageId: string) => `incoming/${imageId}`;
  const mezzanine = (imageId: string, edge: number) => `mezzanines/${imageId}/${edge}`;
  return {
    async put(imageId, bytes, contentType) {
      await putOnce(s3, { bucket, key: original(imageId), bytes, contentType });
    },
    get: (imageId) => getObject(s3, bucket, original(imageId)),
    async putMezzanine(imageId, edge, { bytes, contentType }) {
      await putOnce(s3, { bucket, key: mezzanine(imageId, edge), bytes, contentType });
    },
    getMezzanine: (imageId, edge, signal) => getObject(s3, bucket, mezzanine(imageId, edge), signal),
    has: (imageId) => hasObject(s3, bucket, original(imageId)),
    presignIncoming: (imageId, upload) =>
      s3.bySdk(({ presignPut }, client) => presignPut(client, bucket, incoming(imageId), upload)),
    getIncoming: (imageId) => getObject(s3, bucket, incoming(imageId)),
    hasIncoming: (imageId) => hasObject(s3, bucket, incoming(imageId)),
    admitIncoming(imageId, etag, contentType) {
      const copy = { bucket, from: incoming(imageId), to: original(imageId), etag, contentType };
      return s3.bySdk(({ copyProven }, client) => copyProven(client, copy));
    },
    removeIncoming: (imageId) =>
      s3.bySdk(({ removeVersions }, client) => removeVersions(client, bucket, incoming(imageId))),
    presignDownload: (imageId, fileName) =>
      s3.bySdk(({ presignGet }, client) => presignGet(client, bucket, original(imageId), fileName)),
    removeAll: (imageId, beforePage) =>
      s3.bySdk(async ({ removeVersions }, client) => {
        // In the order of their keys, by which the pages are counted.
        const prefixes = [incoming(imageId), `mezzanines/${imageId}`, original(imageId)];
        for (const prefix of prefixes) await removeVersions(client, bucket, prefix, beforePage);
      }),
  };
}
