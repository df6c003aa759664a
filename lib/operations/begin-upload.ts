import { createHash } from "node:crypto";
import { DAY_SECONDS } from "../limits.ts";
import type { AnnouncedUpload, PresignedRequest } from "../stores.ts";
import { claimImageId, newRecord, recordUpload, type Uploader, type UploadStores } from "./accept-upload.ts";

/**
 * Begins an upload that goes to S3 by itself; the worker proves what comes.
 *
 * @param upload e.g. `{ contentType: "image/jpeg", sizeBytes: 12000000 }`
 * @returns the id that the image will have, and the request that uploads it
 * @throws ProblemError `idempotency-mismatch`, `image-deleted`
 */
export async function beginUpload(
  stores: UploadStores,
  uploader: Uploader,
  upload: AnnouncedUpload,
): Promise<PresignedRequest & { readonly id: string }> {
  const bodyHash = createHash("sha256").update(JSON.stringify(upload)).digest("hex");
  const imageId = await claimImageId(stores.users, uploader, bodyHash);
  const defaults = await stores.users.defaults(uploader.owner);
  const record = { ...newRecord(imageId, uploader, upload.sizeBytes), defaults };
  await recordUpload(stores.images, record, "expire", DAY_SECONDS);
  return { id: imageId, ...(await stores.originals.presignIncoming(imageId, upload)) };
}
