import type { ImageChanges } from "../image-changes.ts";
import type { ImageRecord } from "../image-record.ts";
import { ProblemError } from "../problem-error.ts";
import type { Images } from "../stores.ts";
import { type ForgetStores, forgetRevision } from "./forget-revision.ts";

/**
 * Changes what an owner says of an image. Another point that crops keep forgets every variant made without it; a title and
 * labels are in none.
 *
 * @returns the record as it is now
 * @throws ProblemError `image-not-found` for an image that is not this owner's
 */
export async function changeImage(
  stores: ForgetStores & { readonly images: Images },
  imageId: string,
  owner: string,
  changes: ImageChanges,
): Promise<ImageRecord> {
  const record = await stores.images.change(imageId, owner, changes);
  if (record === undefined) throw new ProblemError("image-not-found", "There is no image of yours with this id.");
  if (changes.focalPoint !== undefined) await forgetRevision(stores, record);
  return record;
}
