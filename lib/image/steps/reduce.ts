import { reduced } from "../depth/deep-pipeline.ts";
import type { Step } from "../step.ts";

/**
 * Makes eight bits a channel of sixteen, once the picture has its size.
 *
 * It is dithered where it is written without loss: any loss is coarser, a JPEG's of quality 100 too, and steps and pattern
 * are both lost in it.
 */
export const reduce: Step = (image, { isDeep, isWideGamut, isExact }) =>
  isDeep ? reduced(image, { isWideGamut, isDithered: isExact }) : image;
