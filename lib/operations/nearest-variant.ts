import type { Images, StoredBytes, Variants } from "../stores.ts";
import { ROWS, type Transform } from "../url/parameters.ts";
import { parseVariantKey } from "../url/parse-variant-key.ts";
import { canonicalText } from "../url/transform.ts";
import { isCounted } from "../url/unsigned.ts";
import type { Variant } from "../url/variant-key.ts";
import type { VariantBound } from "../variant-bound.ts";

/** The share of the bound that may be on its way into the bucket while what is kept there is counted. */
const UNDER_WAY = 0.05;

/** A stored variant in the place of one that may not be made. */
export interface StandIn {
  readonly stored: StoredBytes;
  readonly key: string;
}

/**
 * Looks among an image's stored variants when it may have no more of them.
 *
 * The count is of those begun; some have expired, or never came to be. Where clearly fewer are kept than may be, the count
 * is corrected, so that the next request is made.
 *
 * @returns the nearest larger one that differs in size alone, `undefined` where there is none
 */
export async function nearestVariant(
  { images, variants }: { images: Images; variants: Variants },
  variant: Variant,
  bound: VariantBound,
): Promise<StandIn | undefined> {
  const keys = await variants.keysOf(variant.imageId);
  const kept = keys
    .flatMap((key) => parseVariantKey(key) ?? [])
    .filter((each) => isCounted(each.transform, bound.unsignedUrls)).length;
  const expected = kept + Math.ceil(bound.most * UNDER_WAY);
  if (expected < bound.most) await images.recountVariants(variant.imageId, expected);
  const key = nearestKey(keys, variant);
  const stored = key === undefined ? undefined : await variants.get(key);
  return stored && key !== undefined ? { stored, key } : undefined;
}

function nearestKey(keys: readonly string[], asked: Variant): string | undefined {
  const least = sizeOf(asked.transform);
  const larger = keys
    .map((key) => ({ key, variant: parseVariantKey(key) }))
    .filter(({ variant }) => variant !== undefined && isAlike(variant, asked) && sizeOf(variant.transform) >= least)
    .sort((a, b) => sizeOf(a.variant!.transform) - sizeOf(b.variant!.transform));
  return larger[0]?.key;
}

function isAlike(one: Variant, other: Variant): boolean {
  return one.extension === other.extension && shapeOf(one.transform) === shapeOf(other.transform);
}

/** What a variant is, its size left out; a box keeps its ratio to two digits. */
function shapeOf({ width, height, ...rest }: Transform): string {
  const ratio = width && height ? (width / height).toFixed(2) : `${width !== undefined}`;
  return `${ratio} ${canonicalText(rest, ROWS)}`;
}

/** A picture without a size is as large as it gets. */
function sizeOf({ width, height }: Transform): number {
  return width ?? height ?? Number.POSITIVE_INFINITY;
}
