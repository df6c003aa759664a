import type { Proof } from "../image-record.ts";
import { AVIF_PIXELS, GIF_PIXELS } from "../limits.ts";
import type { Transform } from "../url/parameters.ts";
import type { Extension } from "../url/variant-key.ts";

/** The types that pictures are written as. */
export type OutputType = "avif" | "webp" | "jpeg" | "png" | "gif";

/**
 * The type that a variant is written as.
 *
 * Transparency and motion are kept wherever the asked type or class has a way to; an asked type that cannot hold
 * transparency gives way to PNG, one that cannot move shows the first frame.
 *
 * @param extension e.g. `auto-webp`, `jpeg`
 * @param outputPixels width × height of the answer
 */
export function outputType(
  proof: Proof,
  transform: Transform,
  extension: Exclude<Extension, "json">,
  outputPixels: number,
): OutputType {
  const needsAlpha = keepsAlpha(proof, transform);
  const pages = framesOf(proof, transform);
  const isAnimated = pages > 1;
  switch (extension) {
    case "auto-avif":
      // Without loss, WebP is the smaller of the two.
      return isAnimated || transform.lossless || outputPixels > AVIF_PIXELS ? "webp" : "avif";
    case "auto-webp":
      return "webp";
    case "auto":
      return isAnimated ? animatedType(outputPixels * pages) : needsAlpha || transform.lossless ? "png" : "jpeg";
    case "jpeg":
      return needsAlpha ? "png" : "jpeg";
    default:
      return extension;
  }
}

/** Whoever names no type takes any: WebP where a GIF would take too long. */
function animatedType(pixels: number): OutputType {
  return pixels > GIF_PIXELS ? "webp" : "gif";
}

/** Whether the answer has pixels that show what is behind it. */
function keepsAlpha(proof: Proof, transform: Transform): boolean {
  const { background, fit, pad } = transform;
  if (background === undefined) return isTransparent(proof, transform);
  return background.length === 8 && (isTransparent(proof, transform) || fit === "contain" || pad !== undefined);
}

/** Whether the picture, before any background, has such pixels: of its own, or where its corners are rounded. */
export function isTransparent(proof: Proof, { round }: Transform): boolean {
  return proof.hasAlpha || round !== undefined;
}

/** How many frames of the original are asked for. */
export function framesOf(proof: Proof, { animated }: Transform): number {
  return animated === false ? 1 : proof.pages;
}

/** Whether a type leaves out what is hardly seen; of an extension that is a class, whether its usual type does. */
export function isLossy(type: Exclude<Extension, "json">): boolean {
  return type !== "png" && type !== "gif";
}

/** Whether a type can move. */
export function canMove(type: OutputType): boolean {
  return type === "webp" || type === "gif";
}
