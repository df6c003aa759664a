import type { OutputType } from "../../lib/image/output-type.ts";
import type { Proof } from "../../lib/image-record.ts";
import type { EncoderWork } from "../work/encoder-work.ts";
import figures from "./work-figures.json" with { type: "json" };

/** The picture that every picture is taken for: a photograph of a telephone. */
export const ORIGINAL: Proof = { format: "jpeg", width: 4_032, height: 3_024, pages: 1, hasAlpha: false };

/** Megabytes (1,000,000 bytes) of it, and of its two mezzanines. */
export const ORIGINAL_MEGABYTES = 3;

/**
 * Bytes and seconds of one core, as this service's own renderer took them: written by `npm run bench -- --write work`.
 * Lambda gives one core too; whether it is faster or slower is not known here.
 */
export interface WorkFigures {
  /** An encoded picture grows more slowly than its pixels: `kilobytes × megapixels ^ growth`. */
  readonly encoders: Readonly<Record<OutputType, EncoderWork>>;
  /** Seconds to decode and scale down an original of 12 megapixels: a baseline JPEG, and what takes longer. */
  readonly baselineSeconds: number;
  readonly otherSeconds: number;
  /** The same of mezzanines, by their long edges in px. */
  readonly rungSeconds: Readonly<Record<string, number>>;
  /** To prove an original of 12 megapixels, and to make both of it; each decodes it. */
  readonly provingSeconds: number;
  readonly mezzaninesSeconds: number;
}

const FIGURES: WorkFigures = figures;

/** Seven in ten originals are taken for baseline JPEGs, three for progressive JPEGs, PNGs and other kinds. */
const ORIGINAL_SECONDS = 0.7 * FIGURES.baselineSeconds + 0.3 * FIGURES.otherSeconds;

/** How large a picture is once it is encoded. */
export function encodedBytes(type: OutputType, pixels: number): number {
  const { kilobytes, growth } = FIGURES.encoders[type];
  return Math.round(kilobytes * 1_000 * (pixels / 1e6) ** growth);
}

/**
 * Seconds of one core for a variant.
 *
 * @param rung the mezzanine that it is made from, `undefined` for the original
 */
export function makeSeconds(type: OutputType, pixels: number, rung: number | undefined): number {
  const source = rung === undefined ? ORIGINAL_SECONDS : (FIGURES.rungSeconds[rung] ?? ORIGINAL_SECONDS);
  return source + (FIGURES.encoders[type].secondsPerMegapixel * pixels) / 1e6;
}

/** Seconds of one core for an upload besides its variants: proved by the API, decoded by the worker for all that it makes. */
export function uploadSeconds(hasMezzanines: boolean): number {
  return FIGURES.provingSeconds + (hasMezzanines ? FIGURES.mezzaninesSeconds : ORIGINAL_SECONDS);
}
