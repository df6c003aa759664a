import sharp from "sharp";
import type { Size } from "../geometry.ts";

/** Colors of a palette at the most. */
const MOST_COLORS = 6;

/** Colors that a picture is reduced to first, so that a rare one need not give way to the shades of a frequent one. */
const REDUCED_COLORS = 16;

/** How far apart two colors of a palette are at least, of the 441 from black to white: shades of one would fill it. */
const LEAST_APART = 40;

/** Alpha under which a pixel shows more of what is behind it than of itself. */
const HALF = 128;

/**
 * The colors that a picture is mostly made of.
 *
 * libimagequant, which sharp has for palette PNGs, reduces them; so few pixels cost it a few milliseconds.
 *
 * @param pixels RGBA of 8 bits, e.g. 100 × 66 px of them
 * @returns e.g. `["#b4a58c", "#20242b"]`, the most frequent first, at most 6; none of what is transparent
 */
export async function paletteOf(pixels: Uint8Array, { width, height }: Size): Promise<readonly string[]> {
  const reduced = await sharp(pixels, { raw: { width, height, channels: 4 } })
    .png({ palette: true, colours: REDUCED_COLORS, dither: 0 })
    .toBuffer();
  const byCount = await colorsByCount(reduced);
  const palette: string[] = [];
  for (const color of byCount) {
    if (palette.length < MOST_COLORS && palette.every((each) => distance(each, color) >= LEAST_APART)) {
      palette.push(color);
    }
  }
  return palette.map((color) => `#${color}`);
}

/** Hex digits of the colors of all pixels that are seen, the most frequent first. */
async function colorsByCount(png: Uint8Array): Promise<readonly string[]> {
  const pixels = await sharp(png).ensureAlpha().raw().toBuffer();
  const counts = new Map<string, number>();
  for (let at = 0; at < pixels.length; at += 4) {
    if (pixels[at + 3]! < HALF) continue;
    const color = pixels.toString("hex", at, at + 3);
    counts.set(color, (counts.get(color) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one).map(([color]) => color);
}

function distance(one: string, other: string): number {
  const to = Buffer.from(other, "hex");
  return Math.hypot(...[...Buffer.from(one, "hex")].map((value, channel) => value - to[channel]!));
}
