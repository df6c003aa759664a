import { geometryOf, type Size } from "./geometry.ts";
import type { Proof } from "./image-record.ts";
import { MEZZANINE_EDGES_PX, UNSIZED_EDGE_PX } from "./limits.ts";
import type { Transform } from "./url/parameters.ts";

/**
 * The mezzanines that a picture is to have: smaller copies of it that variants are made from faster.
 *
 * A transparent one has the smallest alone: its copy is kept without loss, and a larger one would cost more to keep than
 * it saves. What moves, or is drawn, has none.
 *
 * @returns their long edges in px, smallest first, e.g. `[1280, 2560]`
 */
export function rungsOf({ format, width, height, pages, hasAlpha }: Proof): readonly number[] {
  if (pages > 1 || format === "svg") return [];
  const edges = hasAlpha ? MEZZANINE_EDGES_PX.slice(0, 1) : MEZZANINE_EDGES_PX;
  return edges.filter((edge) => edge < Math.max(width, height));
}

/**
 * Times the pixels of a variant that a mezzanine is to have: scaled down twice, a picture loses sharpness. At 1.6 that is 0.3
 * points of SSIMULACRA 2 in the mean, at 1.33 a half, at 1.07 a JPEG's and WebP's 0.8, whatever the mezzanine's quality.
 * The largest has less room, since the original is so much slower; what is larger takes longer to write than that to read.
 */
const ROOM = 1.5;
const LEAST_ROOM = 1.3;

/**
 * The smallest mezzanine that loses nothing of a variant.
 *
 * A cut is made of the original, whose pixels it is counted in; an opaque picture's type without loss is not to show the
 * losses of a JPEG.
 *
 * @param rungs those that there are, smallest first
 * @param scaled the size in px that the picture, turned, is scaled to
 * @returns its long edge in px, `undefined` for the original
 */
export function rungFor(
  rungs: readonly number[],
  original: Size & Pick<Proof, "hasAlpha">,
  transform: Transform,
  scaled: Size,
  isLossy: boolean,
): number | undefined {
  if (transform.rect !== undefined || !(isLossy || original.hasAlpha)) return undefined;
  const isQuarter = transform.rotate === "90" || transform.rotate === "270";
  const upright = isQuarter ? { width: scaled.height, height: scaled.width } : scaled;
  const longEdge = Math.max(original.width, original.height);
  const holds = (edge: number, room: number) => {
    const held = (side: number) => Math.round((side * edge) / longEdge);
    return upright.width * room <= held(original.width) && upright.height * room <= held(original.height);
  };
  return (
    rungs.find((edge) => holds(edge, ROOM)) ?? rungs.find((edge) => edge === UNSIZED_EDGE_PX && holds(edge, LEAST_ROOM))
  );
}

/** Whether a transform looks for what is interesting, and so for where to crop. */
export function isSmartCrop({ fit, gravity }: Transform): boolean {
  return fit === "cover" && (gravity === "attention" || gravity === "entropy");
}

/**
 * What a smart crop looks at, always the same, so that it is the same crop whatever source its pixels come from.
 *
 * @returns the long edge in px of a mezzanine, `undefined` for the original
 */
export function fixedRung(proof: Proof, transform: Transform): number | undefined {
  return transform.rect === undefined ? rungsOf(proof)[0] : undefined;
}

/** What most pictures are: a photograph on its side. */
const LIKELY: Proof = { format: "jpeg", width: 6000, height: 4000, pages: 1, hasAlpha: false };

/**
 * The mezzanine that a variant will most likely be made from, before anything is known of the picture.
 *
 * @param asked as the variant key has it, without the owner's defaults
 * @returns its long edge in px, `undefined` where no guess is worth a read
 */
export function likelyRung(asked: Transform, isLossy: boolean): number | undefined {
  if (asked.rendition !== undefined) return undefined;
  return rungFor(MEZZANINE_EDGES_PX, LIKELY, asked, geometryOf(LIKELY, asked).scaled, isLossy);
}
