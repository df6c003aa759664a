import { createHash } from "node:crypto";
import { ulid } from "ulid";
import { freezeDefaults } from "../freeze-defaults.ts";
import type { Chore, ImageRecord } from "../image-record.ts";
import { PROCESSING_OVERDUE_SECONDS } from "../limits.ts";
import { ProblemError } from "../problem-error.ts";
import type { Images, Originals, Users } from "../stores.ts";
import { seconds } from "../time.ts";

/** Who uploads, and by which key a repetition can be told. */
export interface Uploader {
  readonly owner: string;
  readonly email?: string | undefined;
  readonly idempotencyKey?: string | undefined;
}

/** What accepting an upload needs. */
export interface UploadStores {
  readonly images: Images;
  readonly originals: Originals;
  readonly users: Users;
}

/**
 * Accepts a picture that was uploaded directly: decoded, recorded and kept before it is answered.
 *
 * The record comes first, so that no object is ever without one; repeating the act under its key ends where once would.
 *
 * @returns the image's id, e.g. `01jd3v7k2m…`
 * @throws ProblemError what `provePicture` throws, `idempotency-mismatch`, `image-deleted`
 */
export async function acceptUpload(stores: UploadStores, uploader: Uploader, bytes: Uint8Array): Promise<string> {
  // Most requests to the API decode nothing and need not wait for sharp.
  const { provePicture } = await import("../image/prove.ts");
  const proof = await provePicture(bytes);
  const imageId = await claimImageId(stores.users, uploader, createHash("sha256").update(bytes).digest("hex"));
  const defaults = await stores.users.defaults(uploader.owner);
  const record: ImageRecord = {
    ...newRecord(imageId, uploader, bytes.length),
    defaults: freezeDefaults(defaults, proof),
    proof,
  };
  await recordUpload(stores.images, record, "process", PROCESSING_OVERDUE_SECONDS);
  await stores.originals.put(imageId, bytes, `image/${proof.format}`);
  await refuseDeleted(stores, imageId);
  return imageId;
}

/** The id that a repetition gets too. */
export async function claimImageId(users: Users, uploader: Uploader, bodyHash: string): Promise<string> {
  const imageId = ulid().toLowerCase();
  if (uploader.idempotencyKey === undefined) return imageId;
  const claim = await users.claimIdempotencyKey(
    uploader.owner,
    uploader.idempotencyKey,
    { imageId, bodyHash },
    seconds(new Date()),
  );
  if (claim.bodyHash !== bodyHash) {
    throw new ProblemError("idempotency-mismatch", "This Idempotency-Key came with another body; use a new one.");
  }
  return claim.imageId;
}

/** A record as every upload begins. */
export function newRecord(
  imageId: string,
  { owner, email }: Uploader,
  sizeBytes: number,
): Omit<ImageRecord, "defaults"> {
  return {
    id: imageId,
    owner,
    createdAt: new Date().toISOString(),
    state: "processing",
    sizeBytes,
    ...(email !== undefined && { email }),
    revision: 0,
    variantCount: 0,
  };
}

/** Creates the record, or finds that an earlier try did. */
export async function recordUpload(
  images: Images,
  record: ImageRecord,
  chore: Chore,
  choreSeconds: number,
): Promise<void> {
  if (await images.create(record, chore, seconds(new Date()) + choreSeconds)) return;
  const earlier = await images.get(record.id);
  if (earlier?.state === "deleted") {
    throw new ProblemError("image-deleted", "What this Idempotency-Key uploaded has been deleted; use a new key.");
  }
}

/** A deletion that came between record and object has not seen the object. */
async function refuseDeleted({ images, originals }: UploadStores, imageId: string): Promise<void> {
  const record = await images.get(imageId);
  if (record !== undefined && record.state !== "deleted") return;
  await originals.removeAll(imageId);
  throw new ProblemError("image-deleted", "The image was deleted while it was being uploaded.");
}
