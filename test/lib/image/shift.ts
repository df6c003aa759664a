import sharp from "sharp";

/** Px to each side that are tried. */
const REACH = 2;

/**
 * By how many px one picture must be moved to lie on another of its size as well as it can.
 *
 * @returns to the right and down, each -2 to 2, e.g. `[0, 0]` for two that show the same part
 */
export async function shiftBetween(one: Uint8Array, other: Uint8Array): Promise<readonly [number, number]> {
  const [a, b] = [await grays(one), await grays(other)];
  let best = { distance: Number.POSITIVE_INFINITY, shift: [0, 0] as readonly [number, number] };
  for (let down = -REACH; down <= REACH; down++) {
    for (let right = -REACH; right <= REACH; right++) {
      const distance = distanceAt(a, b, right, down);
      if (distance < best.distance) best = { distance, shift: [right, down] };
    }
  }
  return best.shift;
}

interface Grays {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

async function grays(bytes: Uint8Array): Promise<Grays> {
  const { data, info } = await sharp(bytes).grayscale().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** The mean square of the differences, away from the edges. */
function distanceAt(a: Grays, b: Grays, right: number, down: number): number {
  let total = 0;
  for (let y = REACH; y < a.height - REACH; y++) {
    for (let x = REACH; x < a.width - REACH; x++) {
      const difference = a.data[y * a.width + x]! - b.data[(y + down) * b.width + x + right]!;
      total += difference * difference;
    }
  }
  return total / ((a.width - 2 * REACH) * (a.height - 2 * REACH));
}
