import { ERASURE_SECOND_PASS_SECONDS } from "../limits.ts";
import { seconds } from "../time.ts";
import { ownerTag } from "../url/caching.ts";
import type { Users } from "../users.ts";
import { type EraseStores, removeImage } from "./erase-image.ts";

/** Images of a page of an owner's list, and of those removed at the same time. */
const PAGE_IMAGES = 100;
const AT_ONCE = 10;

/**
 * Deletes all that an owner has: images, defaults, and what was said of mail. What is uploaded from now on is not meant.
 *
 * The note on the account is the job; what is not done until `deadline`, or breaks, the sweeper finishes. Asking again
 * goes on where it stopped.
 *
 * @param deadline milliseconds since 1970, after which no more images are begun
 * @returns whether every copy of them is removed
 */
export async function eraseOwner(
  stores: EraseStores & { readonly users: Users },
  owner: string,
  deadline: number,
): Promise<boolean> {
  const now = new Date();
  await stores.accounts.beginErasure(owner, now.toISOString(), seconds(now));
  await stores.users.remove(owner);
  return goOnErasing(stores, owner, deadline);
}

/**
 * Deletes more of what an owner had when everything was to be deleted, and looks once more when no upload that was under
 * way then can be left, nor a list be behind.
 */
export async function finishOwnerErasure(
  stores: EraseStores,
  owner: string,
  now: Date,
  deadline: number,
): Promise<void> {
  const { erasingSince } = await stores.accounts.get(owner);
  if (erasingSince === undefined) return;
  const isDone = await goOnErasing(stores, owner, deadline);
  const lastLookAt = seconds(new Date(erasingSince)) + ERASURE_SECOND_PASS_SECONDS;
  if (!isDone) return stores.accounts.postpone(owner, "erase", seconds(now));
  if (seconds(now) < lastLookAt) return stores.accounts.postpone(owner, "erase", lastLookAt);
  await stores.accounts.endErasure(owner, erasingSince, seconds(now));
}

async function goOnErasing(stores: EraseStores, owner: string, deadline: number): Promise<boolean> {
  const { erasingSince } = await stores.accounts.get(owner);
  if (erasingSince === undefined) return true;
  try {
    return await removeAllBefore(stores, owner, erasingSince, deadline);
  } finally {
    // However far it came, the edge is not to show what is gone. One tag for all: CloudFront takes few requests a second.
    await stores.edgeCache.invalidate(ownerTag(owner), `${owner}-${Date.now()}`);
  }
}

async function removeAllBefore(stores: EraseStores, owner: string, since: string, deadline: number): Promise<boolean> {
  for (let after: string | undefined, isMore = true; isMore; ) {
    const page = await stores.images.list(owner, PAGE_IMAGES, after);
    const images = page.images.filter(({ createdAt }) => createdAt <= since);
    for (let at = 0; at < images.length; at += AT_ONCE) {
      if (Date.now() > deadline) return false;
      await allOver(images.slice(at, at + AT_ONCE).map(({ id }) => removeImage(stores, id, owner)));
    }
    after = page.next;
    isMore = after !== undefined;
  }
  return true;
}

/**
 * Waits for every one, however others end: a function that has answered is frozen in the midst of what it left.
 *
 * @throws what the first that failed was rejected with
 */
async function allOver(removals: readonly Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(removals)).find((removal) => removal.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}
