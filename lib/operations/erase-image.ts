import { type Accounts, changeOf, holdingsOf, NO_HOLDINGS } from "../accounts.ts";
import type { Erasure, ErasurePass, Viewer } from "../erasure.ts";
import type { ImageRecord } from "../image-record.ts";
import { DAY_SECONDS, ERASURE_SECOND_PASS_SECONDS, TOMBSTONE_DAYS } from "../limits.ts";
import { ProblemError } from "../problem-error.ts";
import type { EdgeCache, Originals, Queue } from "../stores.ts";
import { seconds } from "../time.ts";
import { imageTag } from "../url/caching.ts";
import type { PictureUrls } from "../url/image-url.ts";
import { askAgain } from "./ask-again.ts";
import { type EraseMarkStores, eraseMark } from "./erase-mark.ts";

/** What deleting needs. */
export interface EraseStores extends EraseMarkStores {
  readonly accounts: Accounts;
  readonly originals: Originals;
  readonly edgeCache: EdgeCache;
  readonly queue: Queue;
  readonly viewer: Viewer;
  readonly urls: () => Promise<PictureUrls>;
}

/**
 * Deletes an image: marks the record, then removes and forgets every copy.
 *
 * The mark is the job; whatever breaks after it is finished by the sweeper. Asking again goes on where it stopped.
 *
 * @throws ProblemError `image-not-found` for an image that is not this owner's
 */
export async function eraseImage(stores: EraseStores, imageId: string, owner: string): Promise<void> {
  const isLeft = await removeImage(stores, imageId, owner);
  if (isLeft) await stores.edgeCache.invalidate(imageTag(imageId), `${imageId}-first`);
}

/**
 * The same without the caches, for who has them forget many at once.
 *
 * @returns false where all of it has been done long ago
 */
export async function removeImage(stores: EraseStores, imageId: string, owner: string): Promise<boolean> {
  const now = new Date();
  const dueAt = seconds(now) + ERASURE_SECOND_PASS_SECONDS;
  const erasure: Erasure = { deletedAt: now.toISOString(), originals: 0, variants: 0, marked: 0 };
  const expiresAt = seconds(now) + TOMBSTONE_DAYS * DAY_SECONDS;
  const before = await stores.images.get(imageId);
  const isMarked = await stores.images.markDeleted(imageId, owner, erasure, { dueAt }, expiresAt);
  if (isMarked && before !== undefined) await giveBack(stores, before, now);
  const record = await stores.images.get(imageId);
  if (record?.owner !== owner || record.erasure === undefined) {
    throw new ProblemError("image-not-found", "There is no image of yours with this id.");
  }
  if (record.erasure.completedAt !== undefined) return false;
  const isRemoved = await removeCopies(stores, imageId, 1);
  if (isRemoved) await stores.images.noteRemoved(imageId, now.toISOString());
  await stores.queue.send({ act: "erase", imageId }, ERASURE_SECOND_PASS_SECONDS);
  return true;
}

/**
 * The second pass, when no writer that began before the mark can be alive: removes what such a one left, makes the edge
 * forget what an answer that was on its way then has filled in, asks for what was there, and completes the receipt.
 *
 * Where an image is the mark of very many, a pass takes several turns; until then the sweeper has it on its list.
 *
 * @throws Error while the edge still has any of it, so that the pass comes again
 */
export async function finishErasure(stores: EraseStores, imageId: string, now: Date): Promise<void> {
  const record = await stores.images.get(imageId);
  if (record?.state !== "deleted" || record.erasure === undefined || record.erasure.completedAt !== undefined) return;
  const dueAt = seconds(new Date(record.erasure.deletedAt)) + ERASURE_SECOND_PASS_SECONDS;
  if (seconds(now) < dueAt) return;
  if (record.erasure.removedAt === undefined && !(await removeCopies(stores, imageId, 1))) return;
  if (!(await removeCopies(stores, imageId, 2))) return;
  await stores.edgeCache.invalidate(imageTag(imageId), `${imageId}-second`);
  // Whoever marked it may have died before giving back what it held.
  await stores.accounts.expectRecount(record.owner, seconds(now));
  const samples = (await stores.images.get(imageId))?.erasure?.samples ?? [];
  const asked = await askAgain(stores.viewer, await stores.urls(), imageId, samples);
  await stores.images.completeErasure(imageId, asked, now.toISOString());
}

async function giveBack({ accounts }: EraseStores, before: ImageRecord, now: Date): Promise<void> {
  await accounts.change(before.owner, changeOf(holdingsOf(before), NO_HOLDINGS), seconds(now));
}

/**
 * Removes every copy that there is of an image, and counts it into the receipt.
 *
 * @returns false where so many other images carry it as their mark that the worker has to go on
 */
export async function removeCopies(stores: EraseStores, imageId: string, pass: ErasurePass): Promise<boolean> {
  const { images, originals, variants, queue } = stores;
  await originals.removeAll(imageId, (keys) => images.countErased(imageId, pass, "originals", keys));
  await variants.removeAll(imageId, (keys) => images.countErased(imageId, pass, "variants", keys));
  const isThrough = await eraseMark(stores, imageId, pass);
  if (!isThrough) await queue.send({ act: "forget", imageId }, 0);
  return isThrough;
}
