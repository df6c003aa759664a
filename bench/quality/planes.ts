/** One number a pixel, row by row. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** Three planes of one size. */
export type Planes = readonly [Plane, Plane, Plane];

/** @param data zeros when absent */
export function plane(width: number, height: number, data = new Float32Array(width * height)): Plane {
  return { width, height, data };
}

/** The product of two planes, pixel by pixel. */
export function product(a: Plane, b: Plane): Plane {
  return plane(
    a.width,
    a.height,
    a.data.map((value, at) => value * b.data[at]!),
  );
}

/** Half the width and height, each pixel the mean of four; at an odd edge the last ones count twice. */
export function halve({ width, height, data }: Plane): Plane {
  const half = plane(Math.ceil(width / 2), Math.ceil(height / 2));
  for (let y = 0; y < half.height; y++) {
    const upper = 2 * y * width;
    const lower = Math.min(2 * y + 1, height - 1) * width;
    for (let x = 0; x < half.width; x++) {
      const left = 2 * x;
      const right = Math.min(left + 1, width - 1);
      const four = data[upper + left]! + data[upper + right]! + data[lower + left]! + data[lower + right]!;
      half.data[y * half.width + x] = four / 4;
    }
  }
  return half;
}

/**
 * Blurs with a kernel along rows, then along columns; beyond the edges is nothing.
 *
 * @param kernel its middle, then its one side outwards, e.g. `[0.5, 0.25]`
 */
export function blur({ width, height, data }: Plane, kernel: readonly number[]): Plane {
  const rows = new Float32Array(width * height);
  for (let y = 0; y < height; y++) convolve(data, rows, y * width, 1, width, kernel);
  const blurred = plane(width, height);
  for (let x = 0; x < width; x++) convolve(rows, blurred.data, x, width, height, kernel);
  return blurred;
}

/** @param step places from one value of the line to the next */
function convolve(
  from: Float32Array,
  to: Float32Array,
  start: number,
  step: number,
  length: number,
  kernel: readonly number[],
): void {
  const reach = kernel.length - 1;
  for (let i = 0; i < length; i++) {
    let value = kernel[0]! * from[start + i * step]!;
    for (let away = 1; away <= reach; away++) {
      const before = i >= away ? from[start + (i - away) * step]! : 0;
      const after = i + away < length ? from[start + (i + away) * step]! : 0;
      value += kernel[away]! * (before + after);
    }
    to[start + i * step] = value;
  }
}
