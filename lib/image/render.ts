import type { Sharp } from "sharp";
import { etagOf } from "../etag.ts";
import { type Geometry, geometryOf } from "../geometry.ts";
import type { ImageFormat, Proof } from "../image-record.ts";
import { GIF_PIXELS, MAX_OUTPUT_EDGE_PX, MAX_PIXELS, RENDER_SECONDS } from "../limits.ts";
import { ProblemError } from "../problem-error.ts";
import type { Transform } from "../url/parameters.ts";
import type { Extension } from "../url/variant-key.ts";
import { openPicture } from "./decoding.ts";
import { canMove, type OutputType, outputType } from "./output-type.ts";
import type { Rendering, Step } from "./step.ts";
import { adjust } from "./steps/adjust.ts";
import { crop } from "./steps/crop.ts";
import { encode } from "./steps/encode.ts";
import { orient } from "./steps/orient.ts";
import { overlay } from "./steps/overlay.ts";
import { resize } from "./steps/resize.ts";
import { turn } from "./steps/turn.ts";

/** Every picture goes through every step, in this order, whatever order its URL had. */
export const STEPS: readonly Step[] = [orient, crop, turn, resize, adjust, overlay, encode];

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
 * Makes a picture from an original.
 *
 * @param proof what was proven of the original, e.g. that it has 30 frames
 * @param transform the whole of it, defaults filled in
 * @param extension e.g. `auto-avif`; the class or type that was asked for
 * @throws ProblemError `rect-outside`, `output-too-large`, `unavailable` for what takes too long, or
 *   `image-undecodable` for an original that went bad
 */
export async function render(
  original: Uint8Array,
  proof: Proof,
  transform: Transform,
  extension: Exclude<Extension, "json">,
): Promise<Picture> {
  const rendering = planRendering(proof, transform, extension);
  const began = performance.now();
  try {
    const { data, info } = await (await pipeline(original, rendering)).toBuffer({ resolveWithObject: true });
    const height = info.pageHeight ?? info.height;
    const { type } = rendering;
    return { bytes: data, contentType: `image/${type}`, etag: etagOf(data), format: type, width: info.width, height };
  } catch (cause) {
    const isLate = performance.now() - began > RENDER_SECONDS * 1000;
    if (isLate)
      throw new ProblemError("unavailable", "This takes too long to make; ask for a smaller size.", { cause });
    throw new ProblemError("image-undecodable", "The original cannot be decoded.", { cause });
  }
}

async function pipeline(original: Uint8Array, rendering: Rendering): Promise<Sharp> {
  let image = openPicture(original, { pages: rendering.pages > 1 ? -1 : 1 });
  for (const step of STEPS) image = await step(image, rendering);
  return image.timeout({ seconds: RENDER_SECONDS });
}

function planRendering(proof: Proof, transform: Transform, extension: Exclude<Extension, "json">): Rendering {
  const geometry = geometryOf(proof, transform);
  const { width, height } = geometry.output;
  if (geometry.cut === undefined) {
    const size = `${proof.width}×${proof.height}`;
    throw new ProblemError("rect-outside", `rect must meet the picture, which has ${size} px.`);
  }
  const type = outputType(proof, transform, extension, width * height);
  const pages = canMove(type) ? proof.pages : 1;
  refuseTooLarge(geometry, pages, type);
  return { proof, transform, geometry, type, pages };
}

function refuseTooLarge({ scaled, output }: Geometry, pages: number, type: OutputType): void {
  const { width, height } = output;
  const pixels = Math.max(width * height, scaled.width * scaled.height) * pages;
  const most = type === "gif" ? GIF_PIXELS : MAX_PIXELS;
  if (Math.max(width, height) <= MAX_OUTPUT_EDGE_PX && pixels <= most) return;
  const limit = `${MAX_OUTPUT_EDGE_PX} px a side and ${most / 1e6} million in all, frames included`;
  throw new ProblemError("output-too-large", `The answer would have ${width}×${height} px; the limit is ${limit}.`);
}
