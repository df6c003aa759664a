import type { Size } from "../geometry.ts";
import type { Proof } from "../image-record.ts";
import type { Transform } from "../url/parameters.ts";
import { isAdjusted, isOverlaid } from "./adjustments.ts";
import type { OutputType } from "./output-type.ts";

/** Pixels of an answer under which a profile weighs more than anybody can see of it. */
const LEAST_PIXELS = 128 * 128;

/**
 * Whether a variant keeps the wide gamut of its original, and its profile; else it is converted to sRGB.
 *
 * Colors of a URL and of what lies over a picture are sRGB's, a turned or adjusted picture passes through pixels without
 * a profile, a GIF holds none, and an icon is not worth one.
 */
export function keepsGamut(proof: Proof, transform: Transform, type: OutputType, { width, height }: Size): boolean {
  if (!proof.isWideGamut || proof.pages > 1 || type === "gif" || width * height < LEAST_PIXELS) return false;
  const isTurned = transform.rotate !== undefined || transform.flip !== undefined;
  return transform.background === undefined && !isTurned && !isOverlaid(transform) && !isAdjusted(transform);
}
