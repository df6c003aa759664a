import type { Encoding } from "../encoding.ts";
import { isNegotiated, type OutputType } from "../output-type.ts";
import type { Rendering } from "../step.ts";
import type { Nature } from "./graphic.ts";

/**
 * The ways in which a still may be written as a type, or as others that do as well: a drawing without loss too.
 *
 * @returns at most two; the first is of the type itself
 */
export function encodingsOf(rendering: Rendering, type: OutputType, nature: Nature): readonly Encoding[] {
  const { extension, transform } = rendering;
  const { isGraphic } = nature;
  const usual = { type, ...nature, quality: transform.quality === "auto" ? undefined : transform.quality };
  if (transform.lossless) return [{ ...usual, isLossless: true }];
  if (!isGraphic) return [usual];
  if (type === "webp" || (type === "avif" && isNegotiated(extension))) {
    return [usual, { type: "webp", isLossless: true, ...nature }];
  }
  if (type === "jpeg" && isNegotiated(extension)) return [usual, { type: "png", ...nature }];
  return [usual];
}
