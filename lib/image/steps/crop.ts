import type { Step } from "../step.ts";

/** Cuts the rectangle out of the upright original. */
export const crop: Step = (image, { transform, geometry }) =>
  transform.rect === undefined || geometry.cut === undefined ? image : image.extract(geometry.cut);
