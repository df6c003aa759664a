import type { Demand } from "../demand.ts";
import { DEMAND_LEAST } from "../limits.ts";
import { ProblemError } from "../problem-error.ts";
import { seconds } from "../time.ts";
import { parseVariantKey } from "../url/parse-variant-key.ts";
import { type PictureVariant, type Variant, variantFolder, variantKey } from "../url/variant-key.ts";
import type { VariantBound } from "../variant-bound.ts";
import { makeVariant, type VariantStores } from "./make-variant.ts";

/** What learning what to make at upload needs, and how much of it there is to be. */
export interface Prewarming {
  readonly demand: Demand;
  /** One of so many variants that are made is counted, e.g. `16`. */
  readonly sample: number;
  /** Variants that are made of each new picture, e.g. `3`; at 0 nothing is counted either. */
  readonly most: number;
}

/** Counts a variant that a viewer has waited for, or would have, sampled; cuts and points belong to one picture only. */
export async function countDemand(
  { demand, sample, most }: Prewarming,
  owner: string,
  variant: Variant,
): Promise<void> {
  const { rendition, rect, focalPoint } = variant.transform;
  const isOfOnePicture = rendition !== undefined || rect !== undefined || focalPoint !== undefined;
  if (most === 0 || isOfOnePicture || Math.random() * sample >= 1) return;
  const name = variantKey(variant).slice(variantFolder(variant.imageId).length);
  await demand.count(owner, name, seconds(new Date()));
}

/**
 * Makes of a new picture what its owner's pictures are usually asked for, so that its first viewer does not wait.
 *
 * What is made so counts as asked for: nobody misses it any more, and it would be forgotten for having been right.
 *
 * @param bound unsigned variants that one image may have; these count too
 */
export async function prewarm(
  stores: VariantStores,
  prewarming: Prewarming,
  image: { readonly id: string; readonly owner: string },
  bound: VariantBound,
): Promise<void> {
  const { demand, most } = prewarming;
  if (most === 0) return;
  for (const name of await demand.usual(image.owner, most, DEMAND_LEAST, seconds(new Date()))) {
    const variant = parseVariantKey(variantFolder(image.id) + name);
    // The table may have changed since it was counted.
    if (variant === undefined || variant.extension === "json") continue;
    await makeIfPossible(stores, variant as PictureVariant, bound);
    await countDemand(prewarming, image.owner, variant);
  }
}

/** What this picture cannot be made into, its viewers are told when they ask. */
async function makeIfPossible(stores: VariantStores, variant: PictureVariant, bound: VariantBound): Promise<void> {
  try {
    await makeVariant(stores, variant, bound);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
  }
}
