import { createHash } from "node:crypto";
import { ulid } from "ulid";
import { type Accounts, changeOf, type Holdings, NO_HOLDINGS, type UserLimits } from "../accounts.ts";
import { freezeDefaults } from "../freeze-defaults.ts";
import { type Chore, type ImageRecord, mediaType, type Proof } from "../image-record.ts";
import { PROCESSING_OVERDUE_SECONDS } from "../limits.ts";
import type { Language } from "../mail/language.ts";
import { ProblemError } from "../problem-error.ts";
import type { Images, Originals } from "../stores.ts";
import { seconds } from "../time.ts";
import type { Users } from "../users.ts";
import { countUpload } from "./count-upload.ts";

/** Who uploads, and by which key a repetition can be told. */
export interface Uploader {
  readonly owner: string;
  readonly email?: string | undefined;
  /** What mail to them speaks. */
  readonly language?: Language | undefined;
  readonly idempotencyKey?: string | undefined;
}

/** What accepting an upload needs. */
export interface UploadStores {
  readonly images: Images;
  readonly originals: Originals;
  readonly users: Users;
  readonly accounts: Accounts;
}

/** What an upload is held to, and whether it may be an SVG. */
export interface UploadLimits extends UserLimits {
  readonly acceptsSvg?: boolean;
}

/**
 * Accepts a picture that was uploaded directly: decoded, recorded and kept before it is answered.
 *
 * The record comes first, so that no object is ever without one; repeating the act under its key goes on where it
 * stopped, and ends where once would.
 *
 * @returns the image's id, e.g. `01jd3v7k2m…`
 * @throws ProblemError what `provePicture` and `countUpload` throw, `idempotency-mismatch`, `image-deleted`
 */
export async function acceptUpload(
  stores: UploadStores,
  uploader: Uploader,
  bytes: Uint8Array,
  limits: UploadLimits,
): Promise<string> {
  const { imageId, earlier } = await claimImage(stores, uploader, createHash("sha256").update(bytes).digest("hex"));
  const proof = earlier?.proof ?? (await recordPicture(stores, uploader, imageId, bytes, limits));
  await stores.originals.put(imageId, bytes, mediaType(proof.format));
  await refuseDeleted(stores, imageId);
  return imageId;
}

/** Counted before it is decoded, so that no limit can be passed by uploading what is no picture. */
async function recordPicture(
  stores: UploadStores,
  uploader: Uploader,
  imageId: string,
  bytes: Uint8Array,
  limits: UploadLimits,
): Promise<Proof> {
  const holdings = { images: 1, heldBytes: bytes.length, reservedBytes: 0 };
  return whileCounted(stores.accounts, uploader.owner, holdings, limits, async () => {
    // Most requests to the API decode nothing and need not wait for sharp.
    const { provePicture } = await import("../image/prove.ts");
    const proof = await provePicture(bytes, { svg: limits.acceptsSvg === true });
    const defaults = freezeDefaults(await stores.users.defaults(uploader.owner), proof);
    const record = { ...newRecord(imageId, uploader, bytes.length), defaults, proof };
    return { result: proof, isOwn: await recordUpload(stores.images, record, "process", PROCESSING_OVERDUE_SECONDS) };
  });
}

/**
 * Counts an upload, does what makes a record of it, and gives back what it was to hold where no record came of it, or
 * a repetition at the same moment has made it already.
 */
export async function whileCounted<T>(
  accounts: Accounts,
  owner: string,
  holdings: Holdings,
  limits: UserLimits,
  act: () => Promise<{ readonly result: T; readonly isOwn: boolean }>,
): Promise<T> {
  await countUpload(accounts, owner, holdings, limits);
  const outcome = { isKept: false };
  try {
    const { result, isOwn } = await act();
    outcome.isKept = isOwn;
    return result;
  } finally {
    if (!outcome.isKept) await accounts.change(owner, changeOf(holdings, NO_HOLDINGS), seconds(new Date()));
  }
}

/** The id that a repetition gets too, and the record that an earlier try has left. */
export async function claimImage(
  { users, images }: UploadStores,
  { owner, idempotencyKey }: Uploader,
  bodyHash: string,
): Promise<{ readonly imageId: string; readonly earlier?: ImageRecord | undefined }> {
  const imageId = ulid().toLowerCase();
  if (idempotencyKey === undefined) return { imageId };
  const claim = await users.claimIdempotencyKey(owner, idempotencyKey, { imageId, bodyHash }, seconds(new Date()));
  if (claim.bodyHash !== bodyHash) {
    throw new ProblemError("idempotency-mismatch", "This Idempotency-Key came with another body; use a new one.");
  }
  if (claim.imageId === imageId) return { imageId };
  const earlier = await images.get(claim.imageId);
  if (earlier?.state === "deleted") throw deleted();
  return { imageId: claim.imageId, earlier };
}

/** A record as every upload begins. */
export function newRecord(
  imageId: string,
  { owner, email, language }: Uploader,
  sizeBytes: number,
): Omit<ImageRecord, "defaults"> {
  return {
    id: imageId,
    owner,
    createdAt: new Date().toISOString(),
    state: "processing",
    sizeBytes,
    ...(email !== undefined && { email }),
    ...(language !== undefined && { mailLanguage: language }),
    revision: 0,
    variantCount: 0,
  };
}

/** Creates the record. @returns false where a repetition has done so; an answer that was lost is found to be its own */
export async function recordUpload(
  images: Images,
  record: ImageRecord,
  chore: Chore,
  choreSeconds: number,
): Promise<boolean> {
  if (await images.create(record, chore, seconds(new Date()) + choreSeconds)) return true;
  const earlier = await images.get(record.id);
  if (earlier?.state === "deleted") throw deleted();
  return earlier?.createdAt === record.createdAt;
}

function deleted(): ProblemError {
  return new ProblemError("image-deleted", "What this Idempotency-Key uploaded has been deleted; use a new key.");
}

/** A deletion that came between record and object has not seen the object. */
async function refuseDeleted({ images, originals }: UploadStores, imageId: string): Promise<void> {
  const record = await images.get(imageId);
  if (record !== undefined && record.state !== "deleted") return;
  await originals.removeAll(imageId);
  throw new ProblemError("image-deleted", "The image was deleted while it was being uploaded.");
}
