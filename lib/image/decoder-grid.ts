import type { Size } from "../geometry.ts";

/**
 * Px of which the sides of a JPEG must be multiples to be scaled down while it is decoded. A decoder does that by halves,
 * quarters and eighths, and rounds odd sides up: the picture is moved, by two pixels of a variant or by 11 points of
 * SSIMULACRA 2.
 */
export const GRID_PX = 8;

/** Whether a picture keeps its place when its decoder scales it down. */
export function isOnGrid({ width, height }: Size): boolean {
  return width % GRID_PX === 0 && height % GRID_PX === 0;
}
