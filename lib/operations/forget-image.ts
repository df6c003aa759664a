import { randomUUID } from "node:crypto";
import { imageTag } from "../url/caching.ts";
import { type EraseStores, removeCopies } from "./erase-image.ts";

/**
 * Removes an image's variants and has the edge forget it once more: an answer or a copy came, or may have come, after
 * everything was removed. Of a deleted image all that is left goes; of one with a new revision the renditions are made
 * again, and the rest when it is asked for.
 *
 * @param now e.g. `new Date()`
 */
export async function forgetImage(stores: EraseStores, imageId: string, now: Date): Promise<void> {
  const { images, variants, queue } = stores;
  const record = await images.get(imageId);
  if (record?.erasure !== undefined) {
    await removeCopies(stores, imageId, record.erasure.removedAt === undefined ? 1 : 2);
  } else {
    await variants.removeAll(imageId);
    if (await images.askRemake(imageId, now)) await queue.send({ act: "process", imageId }, 0);
  }
  // What came after another forgetting is not forgotten by that, however close the two are.
  await stores.edgeCache.invalidate(imageTag(imageId), `${imageId}-late-${randomUUID()}`);
}
