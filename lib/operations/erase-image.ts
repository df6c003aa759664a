import { type Accounts, changeOf, holdingsOf, NO_HOLDINGS } from "../accounts.ts";
import type { Erasure, ImageRecord } from "../image-record.ts";
import { DAY_SECONDS, ERASURE_SECOND_PASS_SECONDS, TOMBSTONE_DAYS } from "../limits.ts";
import { ProblemError } from "../problem-error.ts";
import type { EdgeCache, Images, Originals, Queue, Variants } from "../stores.ts";
import { seconds } from "../time.ts";
import { imageTag } from "../url/caching.ts";

/** What deleting needs. */
export interface EraseStores {
  readonly images: Images;
  readonly accounts: Accounts;
  readonly originals: Originals;
  readonly variants: Variants;
  readonly edgeCache: EdgeCache;
  readonly queue: Queue;
}

/**
 * Deletes an image: marks the record, then removes and forgets every copy.
 *
 * The mark is the job; whatever breaks after it is finished by the sweeper. Asking again goes on where it stopped.
 *
 * @throws ProblemError `image-not-found` for an image that is not this owner's
 */
export async function eraseImage(stores: EraseStores, imageId: string, owner: string): Promise<void> {
  const now = new Date();
  const dueAt = seconds(now) + ERASURE_SECOND_PASS_SECONDS;
  const erasure: Erasure = { deletedAt: now.toISOString(), originals: 0, variants: 0 };
  const expiresAt = seconds(now) + TOMBSTONE_DAYS * DAY_SECONDS;
  const before = await stores.images.get(imageId);
  const isMarked = await stores.images.markDeleted(imageId, owner, erasure, { dueAt }, expiresAt);
  if (isMarked && before !== undefined) await giveBack(stores, before, now);
  const record = await stores.images.get(imageId);
  if (record?.owner !== owner || record.erasure === undefined) {
    throw new ProblemError("image-not-found", "There is no image of yours with this id.");
  }
  if (!isMarked && record.erasure.completedAt !== undefined) return;
  const removed = await removeCopies(stores, imageId, record.erasure);
  await stores.images.noteErasure(imageId, removed, "keep");
  await stores.edgeCache.invalidate(imageTag(imageId), `${imageId}-first`);
  await stores.queue.send({ act: "erase", imageId }, ERASURE_SECOND_PASS_SECONDS);
}

/**
 * The second pass, when no writer that began before the mark can be alive: removes what such a one left, makes the edge
 * forget what an answer that was on its way then has filled in, and writes the receipt.
 */
export async function finishErasure(stores: EraseStores, imageId: string, now: Date): Promise<void> {
  const record = await stores.images.get(imageId);
  if (record?.state !== "deleted" || record.erasure === undefined || record.erasure.completedAt !== undefined) return;
  const dueAt = seconds(new Date(record.erasure.deletedAt)) + ERASURE_SECOND_PASS_SECONDS;
  if (seconds(now) < dueAt) return;
  const removed = await removeCopies(stores, imageId, record.erasure);
  await stores.edgeCache.invalidate(imageTag(imageId), `${imageId}-second`);
  // Whoever marked it may have died before giving back what it held.
  await stores.accounts.expectRecount(record.owner, seconds(now));
  await stores.images.noteErasure(imageId, { ...removed, completedAt: now.toISOString() }, "done");
}

async function giveBack({ accounts }: EraseStores, before: ImageRecord, now: Date): Promise<void> {
  await accounts.change(before.owner, changeOf(holdingsOf(before), NO_HOLDINGS), seconds(now));
}

/** Removes every copy that there is of an image. @returns the receipt with those counted in */
export async function removeCopies(
  { originals, variants }: EraseStores,
  imageId: string,
  erasure: Erasure,
): Promise<Erasure> {
  const removedOriginals = await originals.removeAll(imageId);
  const removedVariants = await variants.removeAll(imageId);
  return {
    ...erasure,
    originals: erasure.originals + removedOriginals,
    variants: erasure.variants + removedVariants,
  };
}
