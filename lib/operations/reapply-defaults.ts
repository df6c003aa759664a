import { freezeDefaults } from "../freeze-defaults.ts";
import { isProven } from "../image-record.ts";
import type { Users } from "../users.ts";
import { type ForgetStores, forgetRevision } from "./forget-revision.ts";
import { ownImage, type RetrieveStores } from "./retrieve-image.ts";
import { refusal } from "./store-variant.ts";

/**
 * Freezes its owner's defaults of now into an image, forgets what was made by those before, and has the worker make the
 * renditions.
 *
 * The record is the job: the sweeper finds it where the message is lost. Repeating it ends with the same.
 *
 * @throws ProblemError `image-not-found` for an image that is not this owner's or has failed, `image-not-ready` before
 *   it is proven
 */
export async function reapplyDefaults(
  stores: ForgetStores & Pick<RetrieveStores, "images"> & { readonly users: Users },
  imageId: string,
  owner: string,
): Promise<void> {
  const before = await ownImage(stores, imageId, owner);
  if (!isProven(before)) throw refusal(before.state === "failed" ? "image-not-found" : "image-not-ready");
  const defaults = freezeDefaults(await stores.users.defaults(owner), before.proof);
  const record = await stores.images.freezeAgain(imageId, owner, defaults, new Date());
  if (record === undefined) throw refusal("image-not-found");
  await forgetRevision(stores, record);
  await stores.queue.send({ act: "process", imageId }, 0);
}
