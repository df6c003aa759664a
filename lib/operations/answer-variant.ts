import { etagOf } from "../etag.ts";
import { fileName } from "../file-name.ts";
import type { ProblemCode } from "../problem.ts";
import { ProblemError } from "../problem-error.ts";
import { publicImageData } from "../public-image-data.ts";
import type { Stage } from "../stopwatch.ts";
import { cacheTags, PASSING_CACHING, VARIANT_CACHING } from "../url/caching.ts";
import type { Ladder } from "../url/ladder.ts";
import { parseVariantKey } from "../url/parse-variant-key.ts";
import { isPictureVariant, type PictureVariant, type Variant, variantFolder, variantKey } from "../url/variant-key.ts";
import type { VariantBound } from "../variant-bound.ts";
import { type AnswerStores, keepMissingMezzanines, storeAnswered } from "./keep-answered.ts";
import { renderVariant } from "./make-variant.ts";
import { markRecord } from "./mark-record.ts";
import { nearestVariant } from "./nearest-variant.ts";
import { countDemand } from "./prewarm.ts";
import { refusal } from "./store-variant.ts";
import { wholeTransform } from "./whole-transform.ts";

/** What the edge is answered on a miss. */
export interface VariantAnswer {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly etag: string;
  readonly caching: string;
  readonly cacheTags: string;
  /** What making it took; absent for what was not made. */
  readonly stages?: readonly Stage[];
  /** The name under which a browser is to save it. */
  readonly download?: string;
  /** The key of the stored variant that stands in for the asked one. */
  readonly standsIn?: string;
  /**
   * What is left to do once this has been sent: storing it, keeping mezzanines where there are none, and learning.
   *
   * @param secondsLeft until whoever does it is ended
   */
  afterwards?(secondsLeft: () => number): Promise<void>;
}

/** Milliseconds for which a viewer who takes any type waits for an AVIF, before a WebP is answered and the worker makes it. */
const AVIF_PATIENCE_MS = 8_000;

/** What a stored variant stands in for. */
const EXHAUSTED: readonly ProblemCode[] = ["variants-exhausted", "transforms-exhausted"];

/**
 * Answers a variant key: makes the picture, or tells the image's data; neither is stored yet.
 *
 * @param key e.g. `images/01jd3v…/w-640.auto-avif`
 * @param bound unsigned variants that one image may have
 * @param avifPatienceMs milliseconds that an AVIF may take which nobody has asked for by name
 * @throws ProblemError `route-unknown` for a key that no request becomes, and what `renderVariant` throws
 */
export async function answerVariant(
  stores: AnswerStores,
  key: string,
  bound: VariantBound,
  avifPatienceMs = AVIF_PATIENCE_MS,
): Promise<VariantAnswer> {
  const variant = parseVariantKey(key);
  if (variant === undefined) throw new ProblemError("route-unknown", "There is nothing at this address.");
  if (!isPictureVariant(variant)) return answerData(stores, variant, bound.unsignedUrls.ladder);
  try {
    return await answerPicture(stores, variant, bound, avifPatienceMs);
  } catch (error) {
    if (error instanceof ProblemError && EXHAUSTED.includes(error.problem.code)) {
      return answerStandIn(stores, variant, bound, error);
    }
    throw error;
  }
}

async function answerPicture(
  stores: AnswerStores,
  variant: PictureVariant,
  bound: VariantBound,
  avifPatienceMs: number,
): Promise<VariantAnswer> {
  const rendered = await renderVariant(stores, variant, bound, avifPatienceMs);
  const { record, picture, mark, stages, isStopgap } = rendered;
  const tags = cacheTags(record.id, record.owner, mark?.id);
  if (isStopgap) {
    const name = variantKey(variant).slice(variantFolder(variant.imageId).length);
    const message = { act: "make", imageId: record.id, name } as const;
    const afterwards = () => stores.queue.send(message, 0);
    return { ...picture, stages, caching: PASSING_CACHING, cacheTags: tags, afterwards };
  }
  return {
    ...picture,
    stages,
    caching: VARIANT_CACHING,
    cacheTags: tags,
    async afterwards(secondsLeft) {
      const isKept = await storeAnswered(stores, { record, mark }, variantKey(variant), picture);
      if (!isKept) return;
      await keepMissingMezzanines(stores, rendered, secondsLeft);
      await countDemand(stores.prewarming, record.owner, variant);
    },
  };
}

async function answerStandIn(
  stores: AnswerStores,
  variant: Variant,
  bound: VariantBound,
  exhausted: ProblemError,
): Promise<VariantAnswer> {
  const standIn = await nearestVariant(stores, variant, bound);
  const record = await stores.images.get(variant.imageId);
  if (record === undefined || record.state === "deleted") throw refusal("image-not-found");
  if (standIn === undefined) throw exhausted;
  const { mark } = wholeTransform(record, variant.transform);
  if (mark !== undefined) await markRecord(stores, record, mark);
  const tags = cacheTags(record.id, record.owner, mark);
  const { download } = variant.transform;
  const { stored } = standIn;
  const named = download && { download: fileName(download, stored.contentType) };
  return { ...stored, ...named, caching: PASSING_CACHING, cacheTags: tags, standsIn: standIn.key };
}

/** Data is kept as long as a picture once it is whole, and for seconds while the worker is still at it, or at it again. */
async function answerData(stores: AnswerStores, variant: Variant, ladder: Ladder): Promise<VariantAnswer> {
  const record = await stores.images.beginVariant(variant.imageId, undefined);
  if (typeof record === "string") throw refusal(record);
  const bytes = Buffer.from(JSON.stringify(publicImageData(record, ladder)));
  const tags = cacheTags(record.id, record.owner);
  const answer = { bytes, contentType: "application/json", etag: etagOf(bytes), cacheTags: tags };
  if (record.state !== "ready" || record.remake !== undefined) return { ...answer, caching: PASSING_CACHING };
  // Not counted: data is no smaller picture.
  const { metrics, ...uncounted } = stores;
  return {
    ...answer,
    caching: VARIANT_CACHING,
    async afterwards() {
      await storeAnswered(uncounted, { record }, variantKey(variant), answer);
    },
  };
}
