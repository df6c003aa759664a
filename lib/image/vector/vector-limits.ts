/**
 * Seconds and MiB of the process that draws an SVG, beside a picture in the memory of the one that waits; pixels of a
 * drawing, and bytes of it as a PNG of the fastest kind.
 */
export const VECTOR_SECONDS = 8;
export const VECTOR_MEBIBYTES = 512;
export const VECTOR_PIXELS = 20_000_000;
export const VECTOR_OUTPUT_BYTES = 80_000_000;
