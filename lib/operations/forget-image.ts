import { seconds } from "../time.ts";
import { imageTag } from "../url/caching.ts";
import { type EraseStores, removeCopies } from "./erase-image.ts";

/**
 * Removes an image's variants and has the edge forget it once more: an answer or a copy came, or may have come, after
 * everything was removed. Of a deleted image all that is left goes; of one with a new revision what is good is made again.
 *
 * @param now e.g. `new Date()`
 */
export async function forgetImage(stores: EraseStores, imageId: string, now: Date): Promise<void> {
  const record = await stores.images.get(imageId);
  if (record?.erasure !== undefined) {
    await removeCopies(stores, imageId, record.erasure.removedAt === undefined ? 1 : 2);
  } else {
    await stores.variants.removeAll(imageId);
  }
  await stores.edgeCache.invalidate(imageTag(imageId), `${imageId}-late-${seconds(now)}`);
}
