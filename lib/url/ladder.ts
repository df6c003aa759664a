import { MAX_ASKED_PX } from "../limits.ts";

/** Sizes in px that people use and that are no multiple of 50 or 100: icons, then the usual device widths. */
const ODD_SIZES = [
  16, 24, 32, 48, 64, 96, 128, 256, 512, 320, 360, 375, 390, 414, 428, 640, 750, 768, 828, 1080, 1170, 1280, 1440, 1536,
  1920, 2048, 2560, 3840,
];

/**
 * The next size of the ladder: the odd sizes, every multiple of 50 to 1000 and of 100 to 4000, and 4096.
 *
 * It is what keeps unsigned URLs from making one variant a pixel.
 *
 * @param size px, 1 to 4096
 * @returns the smallest size of the ladder that is not below it, e.g. `641` → `650`
 */
export function snapUp(size: number): number {
  const step = size > 1000 ? 100 : 50;
  let best = size > 4000 ? MAX_ASKED_PX : Math.ceil(size / step) * step;
  for (let i = 0; i < ODD_SIZES.length; i++) {
    const odd = ODD_SIZES[i]!;
    if (odd >= size && odd < best) best = odd;
  }
  return best;
}

/**
 * Whether an unsigned URL can have asked for these sizes; what it names neither of, it can.
 *
 * @param size e.g. `{ width: 640, height: 361 }`; one side is a rung, the other follows from its box or its ratio
 */
export function isOnLadder(size: { readonly width?: number; readonly height?: number }): boolean {
  const sides = [size.width, size.height].filter((side) => side !== undefined);
  return sides.length === 0 || sides.some((side) => snapUp(side) === side);
}
