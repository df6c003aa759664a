import type { ImageFormat, Proof } from "../image-record.ts";
import { AVIF_PIXELS, GIF_PIXELS, QUALITY_ENCODINGS } from "../limits.ts";
import type { Transform } from "../url/parameters.ts";
import type { AUTO_EXTENSIONS, Extension } from "../url/variant-key.ts";

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
      return isAnimated || transform.lossless || outputPixels > mostAvifPixels(transform) ? "webp" : "avif";
    case "auto-webp":
      return "webp";
    case "auto":
      if (isAnimated) return animatedType(outputPixels * pages);
      return transform.lossless ? "png" : plainType(proof, transform);
    case "jpeg":
      return needsAlpha ? "png" : "jpeg";
    default:
      return extension;
  }
}

/** A quality that is looked for takes as many encodings as that, in the same time. */
function mostAvifPixels({ quality }: Transform): number {
  return quality === "auto" ? AVIF_PIXELS / QUALITY_ENCODINGS : AVIF_PIXELS;
}

/** The type of a still for clients that name none, which every other class can show too. */
export function plainType(proof: Proof, transform: Transform): OutputType {
  return keepsAlpha(proof, transform) ? "png" : "jpeg";
}

const SHOWN = ["jpeg", "png", "gif"] as const;

/** The types that a client of each class can show. */
const SHOWN_BY: Readonly<Record<(typeof AUTO_EXTENSIONS)[number], readonly ImageFormat[]>> = {
  auto: SHOWN,
  "auto-webp": [...SHOWN, "webp"],
  "auto-avif": [...SHOWN, "webp", "avif"],
};

/** Whether whoever asks under this extension leaves the type to the service, and could have shown the original's own. */
export function couldShow(extension: Exclude<Extension, "json">, format: ImageFormat): boolean {
  return isNegotiated(extension) && SHOWN_BY[extension].includes(format);
}

/** Whether an extension is a class, and its type the service's to choose. */
export function isNegotiated(extension: Exclude<Extension, "json">): extension is (typeof AUTO_EXTENSIONS)[number] {
  return Object.hasOwn(SHOWN_BY, extension);
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
