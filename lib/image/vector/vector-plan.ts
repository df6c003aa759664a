import { geometryOf, type Size } from "../../geometry.ts";
import type { Proof } from "../../image-record.ts";
import { MAX_OUTPUT_EDGE_PX } from "../../limits.ts";
import type { Transform } from "../../url/parameters.ts";
import { VECTOR_PIXELS } from "./vector-limits.ts";

/** A picture that is drawn first, and then made from that as any other. */
export interface Drawing {
  /** The proof of what is drawn. */
  readonly proof: Proof;
  /** The transform, in px of what is drawn. */
  readonly transform: Transform;
}

/**
 * The size at which an SVG is drawn for a transform: that of the answer, so that nothing is scaled after it.
 *
 * It has no pixels of its own, so that growing costs it nothing and is not asked for.
 *
 * @returns with a proof that has the size in px of the drawing
 */
export function drawingFor(proof: Proof, asked: Transform): Drawing {
  const transform: Transform = { ...asked, enlarge: true };
  const { cut, scaled } = geometryOf(proof, transform);
  if (cut === undefined) return { proof, transform };
  const isQuarter = transform.rotate === "90" || transform.rotate === "270";
  const [across, down] = isQuarter ? [scaled.height, scaled.width] : [scaled.width, scaled.height];
  const size = within(proof, Math.max(across / cut.width, down / cut.height));
  const { rect } = transform;
  const [x, y] = [size.width / proof.width, size.height / proof.height];
  const drawn = rect && {
    rect: [Math.floor(cut.left * x), Math.floor(cut.top * y), Math.ceil(cut.width * x), Math.ceil(cut.height * y)],
  };
  return { proof: { ...proof, ...size }, transform: { ...transform, ...drawn } };
}

/** As large as a drawing may be, at the most; what is asked larger is scaled after all. */
function within({ width, height }: Size, factor: number): Size {
  const most = Math.min(MAX_OUTPUT_EDGE_PX / Math.max(width, height), Math.sqrt(VECTOR_PIXELS / (width * height)));
  const px = (side: number) => Math.max(1, Math.round(side * Math.min(factor, most)));
  return { width: px(width), height: px(height) };
}
