import { RUNGS_LEAST_SECONDS, TRANSFORMER_SECONDS } from "../limits.ts";
import { rungsOf } from "../rungs.ts";
import type { Queue, StoredBytes } from "../stores.ts";
import { seconds } from "../time.ts";
import { keepMezzanines } from "./keep-mezzanines.ts";
import type { RenderedVariant, VariantStores } from "./make-variant.ts";
import type { Prewarming } from "./prewarm.ts";
import { type Begun, storeVariant } from "./store-variant.ts";

/** What answering first and storing afterwards needs. */
export interface AnswerStores extends VariantStores {
  readonly queue: Queue;
  readonly prewarming: Prewarming;
}

/**
 * Stores what has been answered already.
 *
 * The answer may have reached the edge after a deletion had the edge forget the image, or its mark: whoever finds that out
 * has it forgotten once more.
 *
 * @returns false where it is not that image's any more
 */
export async function storeAnswered(
  stores: AnswerStores,
  begun: Begun,
  key: string,
  answer: StoredBytes,
): Promise<boolean> {
  const gone = await storeVariant(stores, begun, key, answer);
  if (gone !== undefined) await stores.queue.send({ act: "forget", imageId: gone }, 0);
  return gone === undefined;
}

/**
 * Makes and keeps the mezzanines of an image that has none yet, because a viewer was faster than the worker, or the
 * worker failed. Of several transformers one does it, and only with enough of its life left.
 *
 * @param secondsLeft of the transformer's life
 */
export async function keepMissingMezzanines(
  stores: AnswerStores,
  { record, sources }: RenderedVariant,
  secondsLeft: () => number,
): Promise<void> {
  const { id, proof, rungs } = record;
  if (rungs !== undefined || rungsOf(proof).length === 0 || secondsLeft() < RUNGS_LEAST_SECONDS) return;
  if (!(await stores.images.claimRungs(id, seconds(new Date()), TRANSFORMER_SECONDS))) return;
  const mezzanines = await sources.makeMezzanines(record, secondsLeft() / 2);
  if (!(await keepMezzanines(stores, id, mezzanines))) await stores.queue.send({ act: "forget", imageId: id }, 0);
}
