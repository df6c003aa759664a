import { ADJUSTMENTS } from "../adjustments.ts";
import type { Effect } from "./effect.ts";

/** Enough to make up for what scaling takes, too little for halos. */
const SHARPENING = { sigma: 0.8, m1: 0.3, m2: 1 };

/** Where libvips cuts the bell; at its default of a fifth of the height, small blurs come out narrower than asked. */
const LEAST_AMPLITUDE = 0.02;

/** Blurs, then sharpens. */
export const focus: Effect = {
  parameters: ADJUSTMENTS.focus,
  apply(frame, { blur, sharpen }) {
    const blurred = blur === undefined ? frame : frame.blur({ sigma: blur, minAmplitude: LEAST_AMPLITUDE });
    return sharpen ? blurred.sharpen(SHARPENING) : blurred;
  },
};
