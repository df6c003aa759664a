import { createHash } from "node:crypto";
import { holdingsOf, type UserLimits } from "../accounts.ts";
import { PROCESSING_OVERDUE_SECONDS } from "../limits.ts";
import type { AnnouncedUpload, PresignedRequest } from "../stores.ts";
import {
  claimImage,
  newRecord,
  recordUpload,
  type Uploader,
  type UploadStores,
  whileCounted,
} from "./accept-upload.ts";

/**
 * Begins an upload that goes to S3 by itself; the worker proves what comes.
 *
 * It is counted now, with the bytes that it has announced and that S3 will hold it to.
 *
 * @param upload e.g. `{ contentType: "image/jpeg", sizeBytes: 12000000 }`
 * @returns the id that the image will have, and the request that uploads it
 * @throws ProblemError what `countUpload` throws, `idempotency-mismatch`, `image-deleted`
 */
export async function beginUpload(
  stores: UploadStores,
  uploader: Uploader,
  upload: AnnouncedUpload,
  limits: UserLimits,
): Promise<PresignedRequest & { readonly id: string }> {
  const bodyHash = createHash("sha256").update(JSON.stringify(upload)).digest("hex");
  const { imageId, earlier } = await claimImage(stores, uploader, bodyHash);
  if (earlier === undefined) {
    const defaults = await stores.users.defaults(uploader.owner);
    const record = { ...newRecord(imageId, uploader, upload.sizeBytes), defaults };
    await whileCounted(stores.accounts, uploader.owner, holdingsOf(record), limits, async () => {
      return {
        result: undefined,
        isOwn: await recordUpload(stores.images, record, "expire", PROCESSING_OVERDUE_SECONDS),
      };
    });
  }
  return { id: imageId, ...(await stores.originals.presignIncoming(imageId, upload)) };
}
