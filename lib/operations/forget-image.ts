import { seconds } from "../time.ts";
import { imageTag } from "../url/caching.ts";
import { type EraseStores, removeCopies } from "./erase-image.ts";

/**
 * Has the edge forget an image once more, and removes what is left of a deleted one: an answer or a copy came after
 * everything was removed.
 *
 * @param now e.g. `new Date()`
 */
export async function forgetImage(stores: EraseStores, imageId: string, now: Date): Promise<void> {
  const record = await stores.images.get(imageId);
  if (record?.erasure !== undefined) {
    await removeCopies(stores, imageId, record.erasure.removedAt === undefined ? 1 : 2);
  }
  await stores.edgeCache.invalidate(imageTag(imageId), `${imageId}-late-${seconds(now)}`);
}
