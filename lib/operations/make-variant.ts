import { planRendering } from "../image/plan.ts";
import type { Picture } from "../image/render.ts";
import { type ImageRecord, isProven, type ProvenImage } from "../image-record.ts";
import { ProblemError } from "../problem-error.ts";
import type { Images, Originals } from "../stores.ts";
import { cacheTags } from "../url/caching.ts";
import { mergeTransforms } from "../url/merge.ts";
import type { Transform } from "../url/parameters.ts";
import { isCounted } from "../url/unsigned.ts";
import { type Extension, type Variant, variantKey } from "../url/variant-key.ts";
import { refusal, storeVariant, type VariantKeeping } from "./store-variant.ts";

/** What making a variant needs. */
export interface VariantStores extends VariantKeeping {
  readonly originals: Originals;
}

/** A variant of a picture, not of its data. */
export type PictureVariant = Variant & { readonly extension: Exclude<Extension, "json"> };

/** A picture that is stored, with the tags under which the edge forgets it. */
export interface MadeVariant {
  readonly picture: Picture;
  readonly cacheTags: string;
}

/** Fetches what a variant is made from: the mezzanine of that long edge in px, or the original. */
export type LoadSource = (rung: number | undefined) => Promise<Uint8Array | undefined>;

/**
 * Makes a variant and stores it.
 *
 * @param bound variants of one image that anybody can have asked for
 * @throws ProblemError `image-not-found`, `image-not-ready`, `rendition-unknown`, `variants-exhausted`, and what
 *   `planRendering` and `render` throw
 */
export async function makeVariant(stores: VariantStores, variant: PictureVariant, bound: number): Promise<MadeVariant> {
  const { imageId } = variant;
  // Side by side: a cold start loads sharp while the record is asked.
  const [record] = await Promise.all([beginVariant(stores.images, variant, bound), import("../image/render.ts")]);
  return makeVariantOf(stores, record, variant, async (rung) => {
    const { originals } = stores;
    return (await (rung === undefined ? originals.get(imageId) : originals.getMezzanine(imageId, rung)))?.bytes;
  });
}

/** The same for who holds the record already. */
export async function makeVariantOf(
  stores: VariantStores,
  record: ProvenImage,
  variant: PictureVariant,
  load: LoadSource,
): Promise<MadeVariant> {
  const transform = wholeTransform(record, variant.transform);
  const extension = variant.extension.startsWith("auto") ? formatOf(transform, variant.extension) : variant.extension;
  const plan = planRendering(record.proof, transform, extension, record.findings?.rungs ?? []);
  const source = await load(plan.rung);
  if (source === undefined) throw refusal("image-not-found");
  // The API makes few variants, and starts faster without sharp.
  const { render } = await import("../image/render.ts");
  const picture = await render(source, plan);
  await storeVariant(stores, record, variantKey(variant), picture);
  return { picture, cacheTags: cacheTags(record.id, record.owner) };
}

async function beginVariant(images: Images, variant: Variant, bound: number): Promise<ProvenImage> {
  const begun = await images.beginVariant(variant.imageId, isCounted(variant.transform) ? bound : undefined);
  if (typeof begun === "string") throw refusal(begun);
  if (!isProven(begun)) throw refusal("image-not-ready");
  return begun;
}

/** A format among the owner's defaults settles what the request left to the service. */
function formatOf({ format }: Transform, extension: PictureVariant["extension"]): PictureVariant["extension"] {
  return format === undefined || format === "auto" || format === "json" ? extension : format;
}

/** What a request asks for, the frozen defaults filled in. */
function wholeTransform({ defaults }: ImageRecord, asked: Transform): Transform {
  const { rendition, defaults: withDefaults, ...own } = asked;
  if (rendition === undefined) return withDefaults === false ? own : mergeTransforms(defaults.transform, own);
  const base = new Map(Object.entries(defaults.renditions)).get(rendition);
  if (base === undefined) {
    const names = Object.keys(defaults.renditions).join(", ");
    throw new ProblemError("rendition-unknown", `This image has no rendition of that name; it has ${names}.`);
  }
  return mergeTransforms(base, own);
}
