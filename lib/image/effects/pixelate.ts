import { ADJUSTMENTS } from "../adjustments.ts";
import { settled } from "../frames.ts";
import type { Effect } from "./effect.ts";

/** Shows squares from the upper left corner on, each of one color; the last ones are cut by the edges. */
export const pixelate: Effect = {
  parameters: ADJUSTMENTS.pixelate,
  async apply(frame, { pixelate: edge = 1 }) {
    const image = await settled(frame);
    const { width, height } = await image.metadata();
    const across = Math.ceil(width / edge);
    const down = Math.ceil(height / edge);
    // Whole squares, so that every one is the mean of as many pixels.
    const right = across * edge - width;
    const bottom = down * edge - height;
    const whole = await settled(image.extend({ right, bottom, extendWith: "copy" }));
    const small = await settled(whole.resize(across, down, { fit: "fill", kernel: "linear" }));
    const large = await settled(small.resize(across * edge, down * edge, { fit: "fill", kernel: "nearest" }));
    return large.extract({ left: 0, top: 0, width, height });
  },
};
