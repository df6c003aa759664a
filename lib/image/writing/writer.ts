import sharp, { type Sharp } from "sharp";
import { budgetSignal } from "../../time-budget.ts";
import type { Encoding, Written } from "../encoding.ts";
import type { Rendering } from "../step.ts";
import { encode } from "../steps/encode.ts";

/** What all ways to write one picture have in common. */
export interface Writing {
  readonly rendering: Rendering;
  /** The original, or the mezzanine that the picture was made from. */
  readonly source: Uint8Array;
  /** Adds who made the picture, where that is asked for. */
  readonly annotate: (image: Sharp) => Sharp;
  /** Whole seconds that are left. */
  readonly secondsLeft: () => number;
}

/**
 * Writes a picture in one way.
 *
 * @throws the reason of a budget that is over: encoders cannot be told to stop, but none is begun for nobody
 */
export async function writeAs(
  { rendering, annotate, secondsLeft }: Writing,
  image: Sharp,
  encoding: Encoding,
): Promise<Written> {
  budgetSignal()?.throwIfAborted();
  const written = annotate(encode(image, rendering, encoding)).timeout({ seconds: secondsLeft() });
  return { bytes: await written.toBuffer(), encoding };
}

/** What is written of the original's own pixels, as if it had been made. */
export function asWritten(bytes: Uint8Array, { proof: { format } }: Rendering): Written {
  if (format === "tiff" || format === "svg") throw new TypeError(`A file of the kind ${format} is never answered.`);
  return { bytes, encoding: { type: format } };
}

/** The pixels that a written picture shows. */
export async function decoded(bytes: Uint8Array) {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels };
}
