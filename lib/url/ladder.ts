/** Sizes in px that an unsigned URL can have, ascending, e.g. `[320, 640, 1280]`. */
export type Ladder = readonly number[];

/**
 * The next size of the ladder, which keeps unsigned URLs from making one variant a pixel.
 *
 * @param size px, 1 to 4096
 * @returns the smallest size that is not below it, e.g. `641` → `650`; over the largest, the largest
 */
export function snapUp(size: number, ladder: Ladder): number {
  let low = 0;
  let high = ladder.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ladder[middle]! < size) low = middle + 1;
    else high = middle;
  }
  return ladder[low]!;
}

/**
 * Whether an unsigned URL can have asked for these sizes; what it names neither of, it can.
 *
 * @param size e.g. `{ width: 640, height: 361 }`; one side is a rung, the other follows from its box or its ratio
 */
export function isOnLadder(size: { readonly width?: number; readonly height?: number }, ladder: Ladder): boolean {
  const sides = [size.width, size.height].filter((side) => side !== undefined);
  return sides.length === 0 || sides.some((side) => snapUp(side, ladder) === side);
}
