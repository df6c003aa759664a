import type { ImageRecord } from "../image-record.ts";
import type { Metrics } from "../metrics.ts";
import { ProblemError } from "../problem-error.ts";
import type { Images, StoredBytes, VariantRefusal, Variants } from "../stores.ts";
import { cacheTags } from "../url/caching.ts";

/** The sentence with which a variant is refused. */
export function refusal(code: VariantRefusal): ProblemError {
  const details = {
    "image-not-found": "There is no image with this id.",
    "image-not-ready": "The upload has not been checked yet; ask again in a moment.",
    "variants-exhausted": "This image has as many variants as it may have, and none that is larger to stand in.",
  };
  return new ProblemError(code, details[code]);
}

/** What storing a variant needs. */
export interface VariantKeeping {
  readonly images: Images;
  readonly variants: Variants;
  /** Hears of each variant where misses are counted. */
  readonly metrics?: Metrics;
}

/**
 * Stores a variant and looks again, strongly consistent: what was written under a deleted image, or under defaults that
 * were replaced meanwhile, goes at once.
 *
 * @param begun the record as it was when the variant was begun
 * @returns false where it is not that image's any more
 */
export async function storeVariant(
  { images, variants, metrics }: VariantKeeping,
  begun: ImageRecord,
  key: string,
  variant: StoredBytes,
): Promise<boolean> {
  const isNew = await variants.put(key, variant, cacheTags(begun.id, begun.owner));
  metrics?.({ OriginalBytes: begun.sizeBytes, VariantBytes: variant.bytes.length, StoredAlready: isNew ? 0 : 1 });
  const record = await images.get(begun.id);
  if (record !== undefined && record.state !== "deleted" && record.revision === begun.revision) return true;
  await variants.remove(key);
  return false;
}
