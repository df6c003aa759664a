import type { Step } from "../step.ts";

/** Changes colors, not shapes. */
export const adjust: Step = (image, { transform }) => (transform.grayscale ? image.grayscale() : image);
