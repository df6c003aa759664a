import type { Sharp } from "sharp";
import { etagOf } from "../etag.ts";
import type { ImageFormat } from "../image-record.ts";
import { RENDER_SECONDS } from "../limits.ts";
import { ProblemError } from "../problem-error.ts";
import { isSmartCrop } from "../rungs.ts";
import { budgetSignal, secondsWithinBudget } from "../time-budget.ts";
import { openSource } from "./decoding.ts";
import { focusOf } from "./focus.ts";
import type { Rendering, Step } from "./step.ts";
import { adjust } from "./steps/adjust.ts";
import { background } from "./steps/background.ts";
import { crop } from "./steps/crop.ts";
import { orient } from "./steps/orient.ts";
import { overlay } from "./steps/overlay.ts";
import { pad } from "./steps/pad.ts";
import { reduce } from "./steps/reduce.ts";
import { resize } from "./steps/resize.ts";
import { turn } from "./steps/turn.ts";
import { writeAnimation } from "./writing/animation.ts";
import { writeStill } from "./writing/still.ts";

/** Every picture goes through every step, in this order, whatever order its URL had; then it is written. */
export const STEPS: readonly Step[] = [orient, crop, turn, resize, reduce, adjust, pad, background, overlay];

/** A made picture. */
export interface Picture {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  /** The quoted MD5 of the bytes, as S3 gives it. */
  readonly etag: string;
  readonly format: ImageFormat;
  readonly width: number;
  readonly height: number;
}

/**
 * Makes a picture as planned.
 *
 * @param source the original, or the mezzanine that the plan names
 * @param fixed what the plan names for a smart crop to look at
 * @throws ProblemError `unavailable` for what takes too long, or `image-undecodable` for an original that went bad
 */
export async function render(source: Uint8Array, rendering: Rendering, fixed = source): Promise<Picture> {
  const began = performance.now();
  const seconds = secondsWithinBudget(RENDER_SECONDS);
  const secondsLeft = () => Math.max(1, Math.ceil(seconds - (performance.now() - began) / 1000));
  const { transform, pages } = rendering;
  try {
    const isAimed = isSmartCrop(transform) && pages === 1;
    const aimed = isAimed ? { ...rendering, focus: await focusOf(fixed, rendering) } : rendering;
    const image = await pipeline(source, aimed);
    const annotate = transform.metadata === "copyright" ? await annotation(source) : (written: Sharp) => written;
    const writing = { rendering: aimed, source, annotate, secondsLeft };
    const { bytes, encoding } = await (pages > 1 ? writeAnimation(image, writing) : writeStill(image, writing));
    const { type } = encoding;
    const { width, height } = rendering.geometry.output;
    return { bytes, contentType: `image/${type}`, etag: etagOf(bytes), format: type, width, height };
  } catch (cause) {
    const isLate = budgetSignal()?.aborted || performance.now() - began > seconds * 1000;
    if (isLate) throw new ProblemError("unavailable", "This takes too long to make; ask for less.", { cause });
    throw new ProblemError("image-undecodable", "The original cannot be decoded.", { cause });
  }
}

async function pipeline(source: Uint8Array, rendering: Rendering): Promise<Sharp> {
  let image = openSource(source, rendering.isDeep, { pages: rendering.pages > 1 ? -1 : 1 });
  for (const step of STEPS) image = await step(image, rendering);
  return image;
}

/** Few ask for it, and a start need not wait for the readers of metadata. */
async function annotation(source: Uint8Array): Promise<(image: Sharp) => Sharp> {
  const [{ attributionOf }, { attribute }] = await Promise.all([
    import("./attribution/reader.ts"),
    import("./attribution/writer.ts"),
  ]);
  const attribution = await attributionOf(source);
  return (image) => (attribution === undefined ? image : attribute(image, attribution));
}
