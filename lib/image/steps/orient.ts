import type { Step } from "../step.ts";

/** Turns the picture as its EXIF orientation says; every later step sees it upright. */
export const orient: Step = (image) => image.autoOrient();
