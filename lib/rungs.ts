import type { Size } from "./geometry.ts";
import type { Proof } from "./image-record.ts";
import { MEZZANINE_EDGES_PX } from "./limits.ts";
import type { Transform } from "./url/parameters.ts";

/**
 * The mezzanines that a picture has: smaller copies of it that variants are made from faster.
 *
 * @returns their long edges in px, smallest first, e.g. `[1280, 2560]`; none for what is transparent or moves, since a
 *   JPEG can hold neither
 */
export function rungsOf({ width, height, pages, hasAlpha }: Proof): number[] {
  if (hasAlpha || pages > 1) return [];
  return MEZZANINE_EDGES_PX.filter((edge) => edge < Math.max(width, height));
}

/**
 * The smallest mezzanine that loses nothing of a variant.
 *
 * A cut and a smart crop are made of the original, so that they do not depend on which source was at hand; a type
 * without loss is not to show the losses of a JPEG.
 *
 * @param rungs those that there are, smallest first
 * @param scaled the size in px that the picture, turned, is scaled to
 * @returns its long edge in px, `undefined` for the original
 */
export function rungFor(
  rungs: readonly number[],
  original: Size,
  transform: Transform,
  scaled: Size,
  isLossy: boolean,
): number | undefined {
  const isSmart = transform.gravity === "attention" || transform.gravity === "entropy";
  if (transform.rect !== undefined || isSmart || !isLossy) return undefined;
  const isQuarter = transform.rotate === "90" || transform.rotate === "270";
  const upright = isQuarter ? { width: scaled.height, height: scaled.width } : scaled;
  const longEdge = Math.max(original.width, original.height);
  return rungs.find((edge) => {
    const held = (side: number) => Math.round((side * edge) / longEdge);
    return upright.width <= held(original.width) && upright.height <= held(original.height);
  });
}
