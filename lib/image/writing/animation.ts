import type { Sharp } from "sharp";
import type { Written } from "../encoding.ts";
import { isNegotiated } from "../output-type.ts";
import { ownPixels } from "../own-pixels/own-pixels.ts";
import { lowered } from "./lower-quality.ts";
import { preferred } from "./preference.ts";
import { asWritten, type Writing, writeAs } from "./writer.ts";

/** Pixels of all frames up to which a GIF is tried beside a WebP; it takes half a second a million. */
const SMALL_GIF_PIXELS = 1_000_000;

/** How many times the bytes of the WebP a GIF has of what is drawn at the most: one had 1.3, a photograph that moves 7. */
const DRAWN = 2;

/**
 * Writes an animation as its type, or as what is smaller.
 *
 * It is made anew for every copy, since only a container carries the timing: a GIF beside a small WebP, whose few colors may
 * suit it better, where that is no photograph a WebP without loss too, and lower qualities of one that would be larger than its original.
 */
export async function writeAnimation(image: Sharp, writing: Writing): Promise<Written> {
  const { type, extension, transform, geometry, pages, mostBytes } = writing.rendering;
  const quality = transform.quality === "auto" ? undefined : transform.quality;
  const write = (encoding: Written["encoding"]) => writeAs(writing, image.clone(), encoding);
  const pixels = geometry.output.width * geometry.output.height * pages;
  const copies = [await write({ type, quality, isLossless: transform.lossless ?? false })];
  const hasSibling = type === "webp" && isNegotiated(extension) && pixels <= SMALL_GIF_PIXELS && !transform.lossless;
  if (hasSibling) {
    copies.push(await write({ type: "gif" }));
    if (copies[1]!.bytes.length < DRAWN * copies[0]!.bytes.length) copies.push(await write({ type, isLossless: true }));
  }
  const best = preferred(copies, mostBytes);
  if (best.bytes.length <= mostBytes) return best;
  const own = await ownPixels(writing.source, writing.rendering);
  return own === undefined ? lowered(copies, mostBytes, pixels, write) : asWritten(own, writing.rendering);
}
