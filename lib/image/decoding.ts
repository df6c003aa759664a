import type { SharpOptions } from "sharp";
import { MAX_PIXELS } from "../limits.ts";

/**
 * How every picture is decoded: `error` is the strictest level that takes the JPEGs of real cameras, and the pixel
 * limit is libvips' own second look at what the header said.
 */
export const DECODING = { failOn: "error", limitInputPixels: MAX_PIXELS } as const satisfies SharpOptions;
