import type { Sharp } from "sharp";
import { AVIF_PIXELS, QUALITY_ENCODINGS } from "../../limits.ts";
import { type Encoding, isCrisp, type Written } from "../encoding.ts";
import { couldShow, isNegotiated, plainType } from "../output-type.ts";
import { ownPixels } from "../own-pixels/own-pixels.ts";
import { encodingsOf } from "./encodings.ts";
import { natureOf } from "./graphic.ts";
import { lookOf } from "./likeness.ts";
import { lowered } from "./lower-quality.ts";
import { type Pixels, pixelsOf } from "./pixels.ts";
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
  const pixels = await pixelsOf(image, rendering.geometry.output, rendering.isWideGamut, writing.secondsLeft());
  const nature = natureOf(pixels);
  const copiesAs = (type: Encoding["type"]) => writeAll(encodingsOf(rendering, type, nature), pixels, writing);
  const plain = plainType(rendering.proof, rendering.transform);
  if (rendering.type === plain) return fitting(await copiesAs(plain), pixels, writing);

  const hasPlainSibling = isNegotiated(rendering.extension) && !rendering.transform.lossless;
  // A photograph that is transparent somewhere is many times smaller as anything but a PNG.
  if (!hasPlainSibling || (plain === "png" && !nature.isGraphic)) {
    return fitting(await copiesAs(rendering.type), pixels, writing);
  }
  const sibling = await fitting(await copiesAs(plain), pixels, plainWriting(writing));
  const copies = await copiesAs(rendering.type);
  const mostBytes = Math.min(sibling.bytes.length, rendering.mostBytes);
  const best = preferred(copies, mostBytes);
  if (best.bytes.length <= mostBytes) return best;
  if (sibling.bytes.length <= rendering.mostBytes) return sibling;
  return smallestOf([await fitting(copies, pixels, writing), sibling]);
}

/** As for clients that name no type: what they could not have shown anyway holds them to nothing. */
function plainWriting(writing: Writing): Writing {
  const { rendering } = writing;
  if (couldShow("auto", rendering.proof.format)) return writing;
  return { ...writing, rendering: { ...rendering, mostBytes: Number.POSITIVE_INFINITY } };
}

/** The best of some copies; where none is small enough, the original's own pixels, or else a lower quality. */
async function fitting(copies: readonly Written[], pixels: Pixels, writing: Writing): Promise<Written> {
  const { rendering, source } = writing;
  const { mostBytes } = rendering;
  const best = preferred(copies, mostBytes);
  if (best.bytes.length <= mostBytes) return best;
  const own = await ownPixels(source, rendering);
  if (own !== undefined) return asWritten(own, rendering);
  const write = (encoding: Encoding) => writeAs(writing, pixels.open(), encoding);
  return lowered(copies, mostBytes, pixels.width * pixels.height, write);
}

/** One after the other, since memory is what runs out. */
async function writeAll(encodings: readonly Encoding[], pixels: Pixels, writing: Writing): Promise<readonly Written[]> {
  const written: Written[] = [];
  for (const encoding of encodings) written.push(await writeOne(encoding, pixels, writing));
  return written;
}

async function writeOne(encoding: Encoding, pixels: Pixels, writing: Writing): Promise<Written> {
  const write = (as: Encoding) => writeAs(writing, pixels.open(), as);
  if (writing.rendering.transform.quality !== "auto" || !canSearch(encoding, pixels)) return write(encoding);
  const look = async (bytes: Uint8Array) => lookOf(await decoded(bytes));
  return smallestAtTarget(encoding, lookOf(pixels), { write, look });
}

/** An AVIF so large that it could not be made again in time has its type's own quality. */
function canSearch(encoding: Encoding, { width, height }: Pixels): encoding is Encoding & { readonly type: Lossy } {
  if (isCrisp(encoding) || encoding.type === "gif") return false;
  return encoding.type !== "avif" || width * height * QUALITY_ENCODINGS <= AVIF_PIXELS;
}
