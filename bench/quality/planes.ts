/** One number a pixel, row by row. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** Three planes of one size. */
export type Planes = readonly [Plane, Plane, Plane];

/** @param data zeros when absent */
export function plane(width: number, height: number, data: Float32Array = new Float32Array(width * height)): Plane {
  return { width, height, data };
}

/** The product of two planes, pixel by pixel. */
export function product(a: Plane, b: Plane): Plane {
  const both = plane(a.width, a.height);
  for (let at = 0; at < both.data.length; at++) both.data[at] = a.data[at]! * b.data[at]!;
  return both;
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
  const reach = kernel.length - 1;
  const rows = new Float32Array(width * height);
  const line = new Float32Array(width + 2 * reach);
  const sums = new Float64Array(width);
  for (let y = 0; y < height; y++) {
    line.set(data.subarray(y * width, (y + 1) * width), reach);
    weigh(sums, line.subarray(reach), kernel[0]!);
    for (let away = 1; away <= reach; away++) {
      add(sums, line.subarray(reach - away), line.subarray(reach + away), kernel[away]!);
    }
    rows.set(sums, y * width);
  }
  return plane(width, height, blurColumns(rows, width, height, kernel));
}

/** Row by row all the same: memory is read in the order in which it lies. */
function blurColumns(rows: Float32Array, width: number, height: number, kernel: readonly number[]): Float32Array {
  const blurred = new Float32Array(width * height);
  const nothing = new Float32Array(width);
  const rowAt = (y: number) => (y < 0 || y >= height ? nothing : rows.subarray(y * width, (y + 1) * width));
  const sums = new Float64Array(width);
  for (let y = 0; y < height; y++) {
    weigh(sums, rowAt(y), kernel[0]!);
    for (let away = 1; away < kernel.length; away++) add(sums, rowAt(y - away), rowAt(y + away), kernel[away]!);
    blurred.set(sums, y * width);
  }
  return blurred;
}

function weigh(sums: Float64Array, from: Float32Array, weight: number): void {
  for (let at = 0; at < sums.length; at++) sums[at] = weight * from[at]!;
}

/** In double precision: on flat gray, what is lost between two sums is worth half a point. */
function add(sums: Float64Array, before: Float32Array, after: Float32Array, weight: number): void {
  for (let at = 0; at < sums.length; at++) sums[at] = sums[at]! + weight * (before[at]! + after[at]!);
}
