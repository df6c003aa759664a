import type { Sharp } from "sharp";
import type { Transform } from "../../url/parameters.ts";

/** A change of pixels that keeps a picture's size. */
export interface Effect {
  /** It is asked for by any of these. */
  readonly parameters: readonly (keyof Transform)[];
  /** @param frame one frame alone, its pixels as they are in the answer before its padding */
  readonly apply: (frame: Sharp, transform: Transform) => Sharp | Promise<Sharp>;
}
