import type { OutputType } from "../../lib/image/output-type.ts";
import type { Proof } from "../../lib/image-record.ts";

/** The picture that every picture is taken for: a photograph of a telephone. */
export const ORIGINAL: Proof = { format: "jpeg", width: 4_032, height: 3_024, pages: 1, hasAlpha: false };

/** Megabytes (1,000,000 bytes) of it, and of its two mezzanines. */
export const ORIGINAL_MEGABYTES = 3;

/**
 * Bytes and seconds of one core, as this service's own renderer took them: means over five JPEG photographs of 6 to 20
 * megapixels at six sizes from 160 to 2,500 px, one run on one core of a shared machine in November 2026. Lambda gives
 * one core too; whether it is faster or slower is not known here.
 *
 * An encoded picture grows more slowly than its pixels: `kilobytes × megapixels ^ growth`.
 */
const ENCODERS: Readonly<Record<OutputType, { kilobytes: number; growth: number; secondsPerMegapixel: number }>> = {
  avif: { kilobytes: 70, growth: 0.81, secondsPerMegapixel: 0.32 },
  webp: { kilobytes: 120, growth: 0.79, secondsPerMegapixel: 0.05 },
  jpeg: { kilobytes: 165, growth: 0.84, secondsPerMegapixel: 0.014 },
  png: { kilobytes: 900, growth: 0.95, secondsPerMegapixel: 0.1 },
  gif: { kilobytes: 600, growth: 0.9, secondsPerMegapixel: 0.5 },
};

/**
 * Seconds to decode and scale down what a variant is made from. Seven in ten originals are taken for baseline JPEGs
 * (0.085 s), three for progressive JPEGs, PNGs and other kinds, which take 6 to 20 times as long (0.7 s).
 */
const ORIGINAL_SECONDS = 0.7 * 0.085 + 0.3 * 0.7;
const RUNG_SECONDS: Readonly<Record<number, number>> = { 1280: 0.007, 2560: 0.03 };

/** Seconds to make both mezzanines of a picture that is decoded. */
const MEZZANINES_SECONDS = 0.15;

/** How large a picture is once it is encoded. */
export function encodedBytes(type: OutputType, pixels: number): number {
  const { kilobytes, growth } = ENCODERS[type];
  return Math.round(kilobytes * 1_000 * (pixels / 1e6) ** growth);
}

/**
 * Seconds of one core for a variant.
 *
 * @param rung the mezzanine that it is made from, `undefined` for the original
 */
export function makeSeconds(type: OutputType, pixels: number, rung: number | undefined): number {
  const source = rung === undefined ? ORIGINAL_SECONDS : (RUNG_SECONDS[rung] ?? ORIGINAL_SECONDS);
  return source + (ENCODERS[type].secondsPerMegapixel * pixels) / 1e6;
}

/** Seconds of one core for an upload besides its variants: decoded by the API and by the worker, and the mezzanines. */
export function uploadSeconds(hasMezzanines: boolean): number {
  return ORIGINAL_SECONDS * 2 + (hasMezzanines ? MEZZANINES_SECONDS : 0);
}
