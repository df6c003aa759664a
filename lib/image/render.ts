import sharp, { type Sharp } from "sharp";
import { etagOf } from "../etag.ts";
import { type Geometry, geometryOf } from "../geometry.ts";
import type { ImageFormat, Proof } from "../image-record.ts";
import { MAX_OUTPUT_EDGE_PX, MAX_PIXELS, TRANSFORMER_SECONDS } from "../limits.ts";
import { ProblemError } from "../problem-error.ts";
import type { Transform } from "../url/parameters.ts";
import type { Extension } from "../url/variant-key.ts";
import { DECODING } from "./decoding.ts";
import { canMove, outputType } from "./output-type.ts";
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
 * @throws ProblemError `rect-outside`, `output-too-large`, or `image-undecodable` for an original that went bad
 */
export async function render(
  original: Uint8Array,
  proof: Proof,
  transform: Transform,
  extension: Exclude<Extension, "json">,
): Promise<Picture> {
  const rendering = planRendering(proof, transform, extension);
  let image: Sharp = sharp(original, { ...DECODING, pages: rendering.pages > 1 ? -1 : 1 });
  try {
    for (const step of STEPS) image = await step(image, rendering);
    const { data, info } = await image
      .timeout({ seconds: TRANSFORMER_SECONDS - 5 })
      .toBuffer({ resolveWithObject: true });
    const { type } = rendering;
    const etag = etagOf(data);
    return {
      bytes: data,
      contentType: `image/${type}`,
      etag,
      format: type,
      width: info.width,
      height: info.pageHeight ?? info.height,
    };
  } catch (cause) {
    throw new ProblemError("image-undecodable", "The original cannot be decoded.", { cause });
  }
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
  refuseTooLarge(geometry, pages);
  return { proof, transform, geometry, type, pages };
}

function refuseTooLarge({ scaled, output }: Geometry, pages: number): void {
  const edge = Math.max(output.width, output.height);
  const pixels = Math.max(output.width * output.height, scaled.width * scaled.height) * pages;
  if (edge <= MAX_OUTPUT_EDGE_PX && pixels <= MAX_PIXELS) return;
  const limit = `${MAX_OUTPUT_EDGE_PX} px a side and ${MAX_PIXELS / 1e6} million in all, frames included`;
  throw new ProblemError(
    "output-too-large",
    `The answer would have ${output.width}×${output.height} px; the limit is ${limit}.`,
  );
}
