import { blur, halve, type Plane, type Planes, product } from "./planes.ts";
import { type Raster, refuseSizes } from "./raster.ts";
import { WEIGHTS } from "./ssimulacra2-weights.ts";
import { linearLight, positiveXyb } from "./xyb.ts";

/** Scales from 1:1 to 1:32; one with a side under 8 px is the last. */
const SCALES = 6;
const LEAST_SIDE_PX = 8;

/** Keeps the structure of flat parts from being divided by nothing. */
const FLATNESS = 0.0009;

/**
 * The Gaussian of the reference, of 1.5 px: a sum of three cosines that is over after 4 px, here multiplied out.
 *
 * @see D. Charalampidis, Recursive Implementation of the Gaussian Filter Using Truncated Cosine Functions, 2016
 */
const KERNEL = [0.2646211054881986, 0.21292859201042227, 0.10933537277746035, 0.03601111465836439, 0.00941436780965374];

/**
 * How much a picture looks like its original: SSIMULACRA 2, version 2.1.
 *
 * @returns 100 when nothing differs, over 90 when nobody sees it, 70 high quality, 50 middling; can be negative
 * @throws RangeError where the two have not one size, or a side under 8 px
 * @see https://github.com/cloudinary/ssimulacra2
 */
export function ssimulacra2(original: Raster, distorted: Raster): number {
  refuseSizes(original, distorted);
  if (!isLarge([original])) throw new RangeError("A side is under 8 px");
  const errors: [number[], number[], number[]] = [[], [], []];
  let [lightA, lightB] = [linearLight(original), linearLight(distorted)];
  for (let scale = 0; scale < SCALES; scale++) {
    const [a, b] = [positiveXyb(lightA), positiveXyb(lightB)];
    for (const [at, ofPlane] of errors.entries()) ofPlane.push(...errorsOf(a[at]!, b[at]!));
    if (!isLarge(lightA)) break;
    [lightA, lightB] = [halved(lightA), halved(lightB)];
  }
  // As in the reference, one after the other: where a small picture has fewer scales, weights move up.
  const error = errors.flat().reduce((total, value, at) => total + value * WEIGHTS[at]!, 0);
  return scoreOf(error);
}

function isLarge([{ width, height }]: readonly [Pick<Raster, "width" | "height">, ...unknown[]]): boolean {
  return Math.min(width, height) >= LEAST_SIDE_PX;
}

function halved([a, b, c]: Planes): Planes {
  return [halve(a), halve(b), halve(c)];
}

/** The curve that brings the weighed errors to people's scale. */
function scoreOf(error: number): number {
  const e = error * 0.9562382616834844;
  const curved = 6.248496625763138e-5 * e ** 3 - 0.020884521182843837 * e ** 2 + 2.326765642916932 * e;
  return curved > 0 ? 100 - 10 * curved ** 0.6276336467831387 : 100;
}

/** Means of structure, false edges and lost edges, then the same as 4-norms. */
function errorsOf(a: Plane, b: Plane): number[] {
  const pixels = a.data.length;
  const maps = errorMaps(a, b);
  const norms = maps.map((map) => map.reduce((total, error) => total + error * error * error * error, 0));
  return [...maps.map((map) => sum(map) / pixels), ...norms.map((norm) => (norm / pixels) ** 0.25)];
}

/** The error of each pixel: of structure, by an edge that was not there, and by an edge that is gone. */
function errorMaps(a: Plane, b: Plane): [Float64Array, Float64Array, Float64Array] {
  const [meanA, meanB] = [blur(a, KERNEL), blur(b, KERNEL)];
  const [squareA, squareB, both] = [
    blur(product(a, a), KERNEL),
    blur(product(b, b), KERNEL),
    blur(product(a, b), KERNEL),
  ];
  const pixels = a.data.length;
  const structure = new Float64Array(pixels);
  const falseEdges = new Float64Array(pixels);
  const lostEdges = new Float64Array(pixels);
  for (let at = 0; at < pixels; at++) {
    const muA = meanA.data[at]!;
    const muB = meanB.data[at]!;
    const covariance = both.data[at]! - muA * muB;
    const variances = squareA.data[at]! - muA * muA + squareB.data[at]! - muB * muB;
    // SSIM without its division by the means: XYB is as the eye is already.
    const likeness = ((1 - (muA - muB) * (muA - muB)) * (2 * covariance + FLATNESS)) / (variances + FLATNESS);
    structure[at] = Math.max(1 - likeness, 0);
    const edge = (1 + Math.abs(b.data[at]! - muB)) / (1 + Math.abs(a.data[at]! - muA)) - 1;
    falseEdges[at] = Math.max(edge, 0);
    lostEdges[at] = Math.max(-edge, 0);
  }
  return [structure, falseEdges, lostEdges];
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
