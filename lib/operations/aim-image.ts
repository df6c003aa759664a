import type { FocalPoint } from "../focal-point.ts";
import type { ImageRecord } from "../image-record.ts";
import { WRITER_SECONDS } from "../limits.ts";
import { ProblemError } from "../problem-error.ts";
import type { EdgeCache, Images, Queue, Variants } from "../stores.ts";
import { imageTag } from "../url/caching.ts";

/** What aiming an image needs. */
export interface AimStores {
  readonly images: Images;
  readonly variants: Variants;
  readonly edgeCache: EdgeCache;
  readonly queue: Queue;
}

/**
 * Sets or clears the point that crops of an image keep, and forgets every variant made without it.
 *
 * The record has a new revision first, so that whoever is still making a variant of the old one takes it away again. An
 * answer of the old one that is on its way then is forgotten when no such writer can be alive any more.
 *
 * @param focalPoint `undefined` to clear it
 * @returns the record as it is now
 * @throws ProblemError `image-not-found` for an image that is not this owner's
 */
export async function aimImage(
  stores: AimStores,
  imageId: string,
  owner: string,
  focalPoint: FocalPoint | undefined,
): Promise<ImageRecord> {
  const record = await stores.images.aim(imageId, owner, focalPoint);
  if (record === undefined) throw new ProblemError("image-not-found", "There is no image of yours with this id.");
  await stores.queue.send({ act: "forget", imageId }, WRITER_SECONDS);
  await stores.variants.removeAll(imageId);
  await stores.edgeCache.invalidate(imageTag(imageId), `${imageId}-revision-${record.revision}`);
  return record;
}
