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
  const isTransparent = keepsAlpha(proof, transform);
  const isAnimated = proof.pages > 1;
  switch (extension) {
    case "auto-avif":
      return isAnimated || outputPixels > AVIF_PIXELS ? "webp" : "avif";
    case "auto-webp":
      return "webp";
    case "auto":
      return isAnimated ? animatedType(outputPixels * proof.pages) : isTransparent ? "png" : "jpeg";
    case "jpeg":
      return isTransparent ? "png" : "jpeg";
    default:
      return extension;
  }
}

/** Whoever names no type takes any: WebP where a GIF would take too long. */
function animatedType(pixels: number): OutputType {
  return pixels > GIF_PIXELS ? "webp" : "gif";
}

/** Whether the answer has pixels that show what is behind it. */
function keepsAlpha(proof: Proof, { background, fit }: Transform): boolean {
  if (background === undefined) return proof.hasAlpha;
  return background.length === 8 && (proof.hasAlpha || fit === "contain");
}

/** Whether a type leaves out what is hardly seen; of an extension that is a class, whether its usual type does. */
export function isLossy(type: Exclude<Extension, "json">): boolean {
  return type !== "png" && type !== "gif";
}

/** Whether a type can move. */
export function canMove(type: OutputType): boolean {
  return type === "webp" || type === "gif";
}
