import type { Sharp } from "sharp";
import { imageKind } from "../../image-kind.ts";
import { AVIF_PIXELS, QUALITY_ENCODINGS } from "../../limits.ts";
import { isAdjusted, isOverlaid } from "../adjustments.ts";
import { type Encoding, isCrisp, type Written } from "../encoding.ts";
import { couldShow, isNegotiated, plainType } from "../output-type.ts";
import { ownPixels } from "../own-pixels/own-pixels.ts";
import type { Rendering } from "../step.ts";
import { encodingsOf } from "./encodings.ts";
import { type Nature, natureOf, PHOTOGRAPHED } from "./graphic.ts";
import { lookOf } from "./likeness.ts";
import { lowered } from "./lower-quality.ts";
import { type Pixels, pixelsOf, type Still } from "./pixels.ts";
import { preferred, smallestOf } from "./preference.ts";
import { type Lossy, smallestAtTarget } from "./target-quality.ts";
import { asWritten, decoded, type Writing, writeAs } from "./writer.ts";

/**
 * Writes a still as its type, or as what does as well in fewer bytes.
 *
 * A class that can show AVIF or WebP is never answered more bytes than a class that can show neither, and none more than
 * the original had, if its client could have shown that.
 */
export async function writeStill(image: Sharp, writing: Writing): Promise<Written> {
  const { rendering } = writing;
  const plain = plainType(rendering.proof, rendering.transform);
  const hasPlainSibling =
    rendering.type !== plain && isNegotiated(rendering.extension) && !rendering.transform.lossless;
  const { still, nature } = await seen(image, writing, hasPlainSibling);
  const copiesAs = (type: Encoding["type"]) => writeAll(encodingsOf(rendering, type, nature), still, writing);
  // A photograph that is transparent somewhere is many times smaller as anything but a PNG.
  if (!hasPlainSibling || (plain === "png" && !nature.isGraphic)) {
    return fitting(await copiesAs(rendering.type), still, writing);
  }
  const sibling = await fitting(await copiesAs(plain), still, plainWriting(writing));
  const copies = await copiesAs(rendering.type);
  const mostBytes = Math.min(sibling.bytes.length, rendering.mostBytes);
  const best = preferred(copies, mostBytes);
  if (best.bytes.length <= mostBytes) return best;
  if (sibling.bytes.length <= rendering.mostBytes) return sibling;
  return smallestOf([await fitting(copies, still, writing), sibling]);
}

/** A still, and how it came to be; its pixels only where they are looked at, or written more than once. */
async function seen(
  image: Sharp,
  { rendering, source, secondsLeft }: Writing,
  hasSibling: boolean,
): Promise<{ still: Still | Pixels; nature: Nature }> {
  const { output } = rendering.geometry;
  const isWrittenOnce = !hasSibling && rendering.transform.quality !== "auto" && !rendering.isWideGamut;
  if (isWrittenOnce && isKnownPhotograph(rendering, source)) {
    return { still: { ...output, open: () => image.clone() }, nature: PHOTOGRAPHED };
  }
  const pixels = await pixelsOf(image, output, rendering.isWideGamut, secondsLeft());
  return { still: pixels, nature: natureOf(pixels) };
}

/** A drawing's mezzanine is no JPEG; what is laid over a photograph, put around it or done to it may be drawn. */
function isKnownPhotograph({ rung, transform }: Rendering, source: Uint8Array): boolean {
  if (rung === undefined || imageKind(source) !== "jpeg") return false;
  const hasMargin = transform.fit === "contain" || transform.pad !== undefined;
  return !hasMargin && !isAdjusted(transform) && !isOverlaid(transform);
}

/** As for clients that name no type: what they could not have shown anyway holds them to nothing. */
function plainWriting(writing: Writing): Writing {
  const { rendering } = writing;
  if (couldShow("auto", rendering.proof.format)) return writing;
  return { ...writing, rendering: { ...rendering, mostBytes: Number.POSITIVE_INFINITY } };
}

/** The best of some copies; where none is small enough, the original's own pixels, or else a lower quality. */
async function fitting(copies: readonly Written[], still: Still, writing: Writing): Promise<Written> {
  const { rendering, source } = writing;
  const { mostBytes } = rendering;
  const best = preferred(copies, mostBytes);
  if (best.bytes.length <= mostBytes) return best;
  const own = await ownPixels(source, rendering);
  if (own !== undefined) return asWritten(own, rendering);
  const write = (encoding: Encoding) => writeAs(writing, still.open(), encoding);
  return lowered(copies, mostBytes, still.width * still.height, write);
}

/** One after the other, since memory is what runs out. */
async function writeAll(
  encodings: readonly Encoding[],
  still: Still | Pixels,
  writing: Writing,
): Promise<readonly Written[]> {
  const written: Written[] = [];
  for (const encoding of encodings) written.push(await writeOne(encoding, still, writing));
  return written;
}

async function writeOne(encoding: Encoding, still: Still | Pixels, writing: Writing): Promise<Written> {
  const write = (as: Encoding) => writeAs(writing, still.open(), as);
  const isSearched = writing.rendering.transform.quality === "auto" && "data" in still;
  if (!isSearched || !canSearch(encoding, still)) return write(encoding);
  const look = async (bytes: Uint8Array) => lookOf(await decoded(bytes));
  return smallestAtTarget(encoding, lookOf(still), { write, look });
}

/** An AVIF so large that it could not be made again in time has its type's own quality. */
function canSearch(encoding: Encoding, { width, height }: Still): encoding is Encoding & { readonly type: Lossy } {
  if (isCrisp(encoding) || encoding.type === "gif") return false;
  return encoding.type !== "avif" || width * height * QUALITY_ENCODINGS <= AVIF_PIXELS;
}
