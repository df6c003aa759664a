import type { ImageRecord } from "../image-record.ts";
import type { MarkUses } from "../mark-uses.ts";
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
  readonly markUses: MarkUses;
  /** Hears of each variant where misses are counted. */
  readonly metrics?: Metrics;
}

/** The records that a variant was made by, as they were when it was begun. */
export interface Begun {
  readonly record: ImageRecord;
  readonly mark?: ImageRecord | undefined;
}

/**
 * Stores a variant and looks again, strongly consistent: what was written under a deleted image, with a deleted mark, or
 * under defaults that were replaced meanwhile, goes at once.
 *
 * That an image carries a mark is noted before, so that whoever deletes the mark finds what this has stored.
 *
 * @returns the id of the image that is not what it was, the variant's own or its mark; `undefined` where it is kept
 */
export async function storeVariant(
  { images, variants, markUses, metrics }: VariantKeeping,
  { record: begun, mark }: Begun,
  key: string,
  variant: StoredBytes,
): Promise<string | undefined> {
  if (mark !== undefined) await markUses.note(mark.id, begun.id);
  const isNew = await variants.put(key, variant, cacheTags(begun.id, begun.owner, mark?.id));
  metrics?.({ OriginalBytes: begun.sizeBytes, VariantBytes: variant.bytes.length, StoredAlready: isNew ? 0 : 1 });
  const [record, markNow] = await Promise.all([images.get(begun.id), mark && images.get(mark.id)]);
  const isThere = record !== undefined && record.state !== "deleted" && record.revision === begun.revision;
  const isMarkThere = mark === undefined || (markNow !== undefined && markNow.state !== "deleted");
  if (isThere && isMarkThere) return undefined;
  await variants.remove(key);
  return isThere ? mark?.id : begun.id;
}
