import { blur, type Plane, plane, product } from "./planes.ts";
import { type Raster, refuseSizes } from "./raster.ts";

/** Pixels of a window's standard deviation, and how far it reaches. */
const SIGMA = 1.5;
const REACH = 5;

/** The constants of the paper for values from 0 to 255. */
const C1 = (0.01 * 255) ** 2;
const C2 = (0.03 * 255) ** 2;

const GAUSSIAN = gaussian();

/**
 * How alike two pictures are in the structure of their light: the mean SSIM of luma, windows of 11 px.
 *
 * @returns 1 when nothing differs, down to -1
 * @throws RangeError where the two have not one size, or a side is under 11 px
 * @see Wang, Bovik, Sheikh, Simoncelli, Image Quality Assessment, IEEE TIP 13(4), 2004
 */
export function ssim(original: Raster, distorted: Raster): number {
  refuseSizes(original, distorted);
  const [a, b] = [luma(original), luma(distorted)];
  if (Math.min(a.width, a.height) <= 2 * REACH) throw new RangeError("A side is under 11 px");
  const [meanA, meanB] = [blur(a, GAUSSIAN), blur(b, GAUSSIAN)];
  const [squareA, squareB, both] = [product(a, a), product(b, b), product(a, b)].map((each) => blur(each, GAUSSIAN));
  let total = 0;
  // Windows that reach over the edge do not count.
  for (let y = REACH; y < a.height - REACH; y++) {
    for (let x = REACH; x < a.width - REACH; x++) {
      const at = y * a.width + x;
      const [muA, muB] = [meanA.data[at]!, meanB.data[at]!];
      const covariance = both!.data[at]! - muA * muB;
      const variances = squareA!.data[at]! - muA * muA + squareB!.data[at]! - muB * muB;
      total += ((2 * muA * muB + C1) * (2 * covariance + C2)) / ((muA * muA + muB * muB + C1) * (variances + C2));
    }
  }
  return total / ((a.width - 2 * REACH) * (a.height - 2 * REACH));
}

/** Rec. 601, as the JPEG of the picture would have it. */
function luma({ width, height, data }: Raster): Plane {
  const light = plane(width, height);
  for (let at = 0; at < light.data.length; at++) {
    light.data[at] = 0.299 * data[3 * at]! + 0.587 * data[3 * at + 1]! + 0.114 * data[3 * at + 2]!;
  }
  return light;
}

function gaussian(): number[] {
  const side = Array.from({ length: REACH + 1 }, (_, away) => Math.exp(-(away ** 2) / (2 * SIGMA ** 2)));
  const whole = side.reduce((total, value, away) => total + (away === 0 ? value : 2 * value), 0);
  return side.map((value) => value / whole);
}
