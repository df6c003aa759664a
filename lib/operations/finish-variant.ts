import { isProven } from "../image-record.ts";
import { ProblemError } from "../problem-error.ts";
import { parseVariantKey } from "../url/parse-variant-key.ts";
import { isPictureVariant, variantFolder } from "../url/variant-key.ts";
import { makeVariantOf, type VariantStores } from "./make-variant.ts";
import { beginSources } from "./variant-sources.ts";

/**
 * Makes a variant that took longer than its viewers could wait, and that they were answered another type for.
 *
 * It was counted when they asked. One that cannot be made here either is asked for again by its next viewer; repeating
 * it changes nothing.
 *
 * @param name the variant's, e.g. `w-640.auto-avif`
 */
export async function finishVariant(stores: VariantStores, imageId: string, name: string): Promise<void> {
  const key = variantFolder(imageId) + name;
  const variant = parseVariantKey(key);
  if (variant === undefined || !isPictureVariant(variant)) return;
  if ((await stores.variants.get(key)) !== undefined) return;
  const record = await stores.images.beginVariant(imageId, undefined);
  if (typeof record === "string" || !isProven(record)) return;
  const sources = beginSources(stores.originals, variant);
  try {
    await makeVariantOf(stores, record, variant, sources.load);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
  } finally {
    sources.giveUp();
  }
}
