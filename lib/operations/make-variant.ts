import { fileName } from "../file-name.ts";
import { planRendering } from "../image/plan.ts";
import type { Picture } from "../image/render.ts";
import { isProven, type ProvenImage } from "../image-record.ts";
import { type Stage, startStopwatch } from "../stopwatch.ts";
import type { Originals, StoredBytes } from "../stores.ts";
import type { Transform } from "../url/parameters.ts";
import { type PictureVariant, type Variant, variantKey } from "../url/variant-key.ts";
import { boundOn, type VariantBound } from "../variant-bound.ts";
import { refusal, storeVariant, type VariantKeeping } from "./store-variant.ts";
import type { TransformBudget } from "./transform-budget.ts";
import { beginSources, type VariantSources } from "./variant-sources.ts";
import { aimed, madeExtension, wholeTransform } from "./whole-transform.ts";

/** What making a variant needs. */
export interface VariantStores extends VariantKeeping {
  readonly originals: Originals;
  /** Absent where the service makes something of its own accord. */
  readonly budget?: TransformBudget | undefined;
}

/** A picture as it is kept: with the name under which a browser is to save it, where there is one. */
export type KeptPicture = Picture & StoredBytes;

/** A variant that is made and not stored yet. */
export interface RenderedVariant {
  /** As it was when the variant was begun. */
  readonly record: ProvenImage;
  readonly picture: KeptPicture;
  readonly sources: VariantSources;
  /** How long its record, its source and the rendering took. */
  readonly stages: readonly Stage[];
}

/**
 * Makes a variant: the record is asked for, the likely source read, and sharp loaded, all at the same time.
 *
 * @param bound on the variants of one image that anybody can have asked for
 * @throws ProblemError `image-not-found`, `image-not-ready`, `rendition-unknown`, `variants-exhausted`,
 *   `transforms-exhausted`, and what `planRendering` and `render` throw
 */
export async function renderVariant(
  stores: VariantStores,
  variant: PictureVariant,
  bound: VariantBound,
): Promise<RenderedVariant> {
  const watch = startStopwatch();
  const sources = beginSources(stores.originals, variant);
  try {
    const begun = watch.time("record", () => beginVariant(stores, variant, bound));
    const [record] = await Promise.all([begun, import("../image/render.ts")]);
    const picture = await pictureOf(record, variant, sources.load, watch);
    return { record, picture, sources, stages: watch.stages() };
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
  const { record, picture } = await renderVariant(stores, variant, bound);
  return stored(stores, record, variant, picture);
}

/** The same for who holds the record and the sources already. */
export async function makeVariantOf(
  stores: VariantStores,
  record: ProvenImage,
  variant: PictureVariant,
  load: VariantSources["load"],
): Promise<KeptPicture> {
  return stored(stores, record, variant, await pictureOf(record, variant, load));
}

async function pictureOf(
  record: ProvenImage,
  variant: PictureVariant,
  load: VariantSources["load"],
  watch = startStopwatch(),
): Promise<KeptPicture> {
  const asked = wholeTransform(record, variant.transform);
  const transform = aimed(record, variant.transform, asked.trim ? await trimmed(record, asked, load) : asked);
  const extension = madeExtension(transform, variant);
  const plan = planRendering(record.proof, transform, extension, record.rungs ?? [], record.sizeBytes);
  const rungs = plan.fixedRung === plan.rung ? [plan.rung] : [plan.rung, plan.fixedRung];
  const [source, fixed] = await watch.time("read", () => load(record, rungs));
  // The API makes few variants, and starts faster without sharp.
  const { render } = await import("../image/render.ts");
  const picture = await watch.time("render", () => render(source!, plan, fixed));
  const { download } = transform;
  return download === undefined ? picture : { ...picture, download: fileName(download, picture.contentType) };
}

async function trimmed(record: ProvenImage, transform: Transform, load: VariantSources["load"]): Promise<Transform> {
  const [[original], { withBorderFound }] = await Promise.all([load(record, [undefined]), import("../image/trim.ts")]);
  return withBorderFound(original!, record.proof, transform);
}

async function stored(
  stores: VariantStores,
  record: ProvenImage,
  variant: PictureVariant,
  picture: KeptPicture,
): Promise<KeptPicture> {
  if (await storeVariant(stores, record, variantKey(variant), picture)) return picture;
  throw refusal("image-not-found");
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
