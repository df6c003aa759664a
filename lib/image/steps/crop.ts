import { isOnGrid } from "../decoder-grid.ts";
import type { Rendering, Step } from "../step.ts";

/** Cuts the rectangle out of the upright original. */
export const crop: Step = (image, rendering) => {
  const { transform, geometry } = rendering;
  if (geometry.cut === undefined) return image;
  return transform.rect === undefined && !movesWhenShrunk(rendering) ? image : image.extract(geometry.cut);
};

/** sharp has a JPEG scaled down while it is decoded, whatever it is told, unless something is cut out of it first: the whole. */
function movesWhenShrunk({ proof, rung }: Rendering): boolean {
  return rung === undefined && proof.format === "jpeg" && !isOnGrid(proof);
}
