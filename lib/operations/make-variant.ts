import { isProven, type ProvenImage } from "../image-record.ts";
import { type Stage, startStopwatch } from "../stopwatch.ts";
import type { Originals } from "../stores.ts";
import { type PictureVariant, type Variant, variantKey } from "../url/variant-key.ts";
import { boundOn, type VariantBound } from "../variant-bound.ts";
import { type DrawnVariant, drawVariant, type KeptPicture } from "./draw-variant.ts";
import { markUnknown } from "./mark-record.ts";
import { refusal, storeVariant, type VariantKeeping } from "./store-variant.ts";
import type { TransformBudget } from "./transform-budget.ts";
import { beginSources, type VariantSources } from "./variant-sources.ts";

/** What making a variant needs. */
export interface VariantStores extends VariantKeeping {
  readonly originals: Originals;
  /** Absent where the service makes something of its own accord. */
  readonly budget?: TransformBudget | undefined;
}

/** A variant that is made and not stored yet. */
export interface RenderedVariant extends DrawnVariant {
  /** As it was when the variant was begun. */
  readonly record: ProvenImage;
  readonly sources: VariantSources;
  /** How long its record, its source and the rendering took. */
  readonly stages: readonly Stage[];
}

/**
 * Makes a variant: the record is asked for, the likely source read, and sharp loaded, all at the same time.
 *
 * @param bound on the variants of one image that anybody can have asked for
 * @param avifPatienceMs as `drawVariant` has it
 * @throws ProblemError `image-not-found`, `image-not-ready`, `rendition-unknown`, `mark-unknown`,
 *   `variants-exhausted`, `transforms-exhausted`, and what `drawVariant` throws
 */
export async function renderVariant(
  stores: VariantStores,
  variant: PictureVariant,
  bound: VariantBound,
  avifPatienceMs?: number,
): Promise<RenderedVariant> {
  const watch = startStopwatch();
  const sources = beginSources(stores.originals, variant);
  try {
    const begun = watch.time("record", () => beginVariant(stores, variant, bound));
    const [record] = await Promise.all([begun, import("../image/render.ts")]);
    const drawn = await drawVariant(stores, record, variant, sources.load, { watch, avifPatienceMs });
    return { record, sources, ...drawn, stages: watch.stages() };
  } finally {
    sources.giveUp();
  }
}

/** Makes a variant and stores it. @throws ProblemError what `renderVariant` throws */
export async function makeVariant(
  stores: VariantStores,
  variant: PictureVariant,
  bound: VariantBound,
): Promise<KeptPicture> {
  const { record, ...drawn } = await renderVariant(stores, variant, bound);
  return stored(stores, record, variant, drawn);
}

/** The same for who holds the record and the sources already. */
export async function makeVariantOf(
  stores: VariantStores,
  record: ProvenImage,
  variant: PictureVariant,
  load: VariantSources["load"],
): Promise<KeptPicture> {
  return stored(stores, record, variant, await drawVariant(stores, record, variant, load));
}

async function stored(
  stores: VariantStores,
  record: ProvenImage,
  variant: PictureVariant,
  { picture, mark }: DrawnVariant,
): Promise<KeptPicture> {
  const gone = await storeVariant(stores, { record, mark }, variantKey(variant), picture);
  if (gone === undefined) return picture;
  throw gone === record.id ? refusal("image-not-found") : markUnknown();
}

async function beginVariant(
  { images, budget }: VariantStores,
  variant: Variant,
  bound: VariantBound,
): Promise<ProvenImage> {
  const begun = await images.beginVariant(variant.imageId, boundOn(variant.transform, bound));
  if (typeof begun === "string") throw refusal(begun);
  if (!isProven(begun)) throw refusal("image-not-ready");
  budget?.spend(begun.owner);
  return begun;
}
