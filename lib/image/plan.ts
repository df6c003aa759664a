import { type Geometry, geometryOf, type Size } from "../geometry.ts";
import type { Proof } from "../image-record.ts";
import { GIF_PIXELS, MAX_OUTPUT_EDGE_PX, MAX_PIXELS } from "../limits.ts";
import { ProblemError } from "../problem-error.ts";
import { fixedRung, isSmartCrop, rungFor } from "../rungs.ts";
import type { Transform } from "../url/parameters.ts";
import type { Extension } from "../url/variant-key.ts";
import { isOverlaid } from "./adjustments.ts";
import { isDeep } from "./depth/is-deep.ts";
import { keepsGamut } from "./gamut.ts";
import { canMove, couldShow, framesOf, isLossy, type OutputType, outputType } from "./output-type.ts";
import type { Rendering } from "./step.ts";
import { drawingFor } from "./vector/vector-plan.ts";

/**
 * Settles all that can be known of a rendering before a picture is opened; nothing here needs sharp.
 *
 * @param proof what was proven of the original, e.g. that it has 30 frames
 * @param transform the whole of it, defaults filled in
 * @param extension e.g. `auto-avif`; the class or type that was asked for
 * @param rungs the mezzanines that there are, by their long edges in px, smallest first
 * @param originalBytes how large the original is, which `fmt=auto` does not exceed; absent, nothing is held to it
 * @throws ProblemError `rect-outside`, `output-too-large`
 */
export function planRendering(
  proof: Proof,
  transform: Transform,
  extension: Exclude<Extension, "json">,
  rungs: readonly number[],
  originalBytes = Number.POSITIVE_INFINITY,
): Rendering {
  if (proof.format !== "svg") return planPicture(proof, transform, extension, rungs, originalBytes);
  const drawing = drawingFor(proof, transform);
  const { width, height } = drawing.proof;
  const plan = planPicture(drawing.proof, drawing.transform, extension, [], Number.POSITIVE_INFINITY);
  return { ...plan, drawn: { width, height } };
}

function planPicture(
  proof: Proof,
  transform: Transform,
  extension: Exclude<Extension, "json">,
  rungs: readonly number[],
  originalBytes: number,
): Rendering {
  const geometry = geometryOf(proof, transform);
  const { width, height } = geometry.output;
  if (geometry.cut === undefined) {
    const size = `${proof.width}×${proof.height}`;
    throw new ProblemError("rect-outside", `rect must meet the picture, which has ${size} px.`);
  }
  const type = outputType(proof, transform, extension, width * height);
  const pages = canMove(type) ? framesOf(proof, transform) : 1;
  refuseTooLarge(geometry, pages, type);
  const isExact = !isLossy(type) || transform.lossless === true;
  // A mezzanine's eight bits are not enough for what is to show sixteen.
  const rung = isExact && isDeep(proof) ? undefined : rungFor(rungs, proof, transform, geometry.scaled, !isExact);
  // libvips looks for what is interesting in stills only.
  const isAimed = isSmartCrop(transform) && pages === 1;
  const isWideGamut = keepsGamut(proof, transform, type, geometry.output);
  const depth = { isExact, isDeep: rung === undefined && isDeep(proof) };
  const sources = { rung, fixedRung: isAimed ? fixedRung(proof, transform) : rung };
  const mostBytes = isHeldTo(proof, transform, extension, geometry.output) ? originalBytes : Number.POSITIVE_INFINITY;
  return { proof, transform, geometry, extension, type, mostBytes, pages, isWideGamut, ...depth, ...sources };
}

/** An answer with more pixels than the original, or more in it, may have more bytes, and so may one whose every pixel is to stay. */
function isHeldTo(proof: Proof, transform: Transform, extension: Exclude<Extension, "json">, output: Size): boolean {
  const isLarger = output.width * output.height > proof.width * proof.height;
  return couldShow(extension, proof.format) && !isLarger && !isOverlaid(transform) && !transform.lossless;
}

function refuseTooLarge({ scaled, output }: Geometry, pages: number, type: OutputType): void {
  const { width, height } = output;
  const pixels = Math.max(width * height, scaled.width * scaled.height) * pages;
  const most = type === "gif" ? GIF_PIXELS : MAX_PIXELS;
  if (Math.max(width, height) <= MAX_OUTPUT_EDGE_PX && pixels <= most) return;
  const limit = `${MAX_OUTPUT_EDGE_PX} px a side and ${most / 1e6} million in all, frames included`;
  throw new ProblemError("output-too-large", `The answer would have ${width}×${height} px; the limit is ${limit}.`);
}
