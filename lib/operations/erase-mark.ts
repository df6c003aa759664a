import type { ErasurePass } from "../erasure.ts";
import type { ImageRecord } from "../image-record.ts";
import type { MarkUses } from "../mark-uses.ts";
import { ProblemError } from "../problem-error.ts";
import type { Images, Variants } from "../stores.ts";
import { parseVariantKey } from "../url/parse-variant-key.ts";
import { wholeTransform } from "./whole-transform.ts";

/** What removing a mark from other images needs. */
export interface EraseMarkStores {
  readonly images: Images;
  readonly variants: Variants;
  readonly markUses: MarkUses;
}

/** Images that one run goes through; whoever deletes waits for it, and what is left has a run of its own. */
const IMAGES_A_RUN = 100;

/**
 * Removes the variants of other images that carry a deleted one, and counts them into its receipt.
 *
 * @returns whether the pass is through with all of them
 */
export async function eraseMark(stores: EraseMarkStores, markId: string, pass: ErasurePass): Promise<boolean> {
  const left = await stores.markUses.leftOf(markId, pass, IMAGES_A_RUN + 1);
  for (const imageId of left.slice(0, IMAGES_A_RUN)) {
    await eraseFrom(stores, markId, imageId, pass);
    await stores.markUses.settle(markId, imageId, pass);
  }
  return left.length <= IMAGES_A_RUN;
}

async function eraseFrom(stores: EraseMarkStores, markId: string, imageId: string, pass: ErasurePass): Promise<void> {
  const { images, variants } = stores;
  const record = await images.get(imageId);
  // What was made of a deleted image goes with its own deletion.
  if (record === undefined || record.state === "deleted") return;
  const keys = (await variants.keysOf(imageId)).filter((key) => markOf(record, key) === markId);
  if (keys.length === 0) return;
  await images.countErased(markId, pass, "marked", keys);
  await variants.removeEach(keys);
}

/** The mark that a stored variant carries: its key says so, or the image's defaults do. */
function markOf(record: ImageRecord, key: string): string | undefined {
  const variant = parseVariantKey(key);
  if (variant === undefined || variant.extension === "json") return undefined;
  try {
    return wholeTransform(record, variant.transform).mark;
  } catch (error) {
    // A rendition that the defaults have no more was removed when they changed.
    if (error instanceof ProblemError) return variant.transform.mark;
    throw error;
  }
}
