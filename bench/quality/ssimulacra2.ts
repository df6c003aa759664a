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

/** What one scale of an original gives to every comparison with it. */
interface Scale {
  readonly xyb: Planes;
  readonly means: Planes;
  readonly squares: Planes;
}

/**
 * How much a picture looks like its original: SSIMULACRA 2, version 2.1.
 *
 * @returns 100 when nothing differs, over 90 when nobody sees it, 70 high quality, 50 middling; can be negative
 * @throws RangeError where the two have not one size, or a side under 8 px
 * @see https://github.com/cloudinary/ssimulacra2
 */
export function ssimulacra2(original: Raster, distorted: Raster): number {
  return new Ssimulacra2(original).score(distorted);
}

/** The same for many pictures of one original, half of whose work is done once. */
export class Ssimulacra2 {
  readonly #original: Raster;
  readonly #scales: readonly Scale[];

  /** @throws RangeError for a side under 8 px */
  constructor(original: Raster) {
    if (!isLarge([original])) throw new RangeError("A side is under 8 px");
    this.#original = original;
    this.#scales = scalesOf(original).map((xyb) => {
      const means = each(xyb, (channel) => blur(channel, KERNEL));
      return { xyb, means, squares: each(xyb, (channel) => blur(product(channel, channel), KERNEL)) };
    });
  }

  /** @throws RangeError for a picture of another size */
  score(distorted: Raster): number {
    refuseSizes(this.#original, distorted);
    const errors: [number[], number[], number[]] = [[], [], []];
    for (const [at, xyb] of scalesOf(distorted).entries()) {
      for (const [channel, ofPlane] of errors.entries()) {
        ofPlane.push(...errorsOf(this.#scales[at]!, xyb[channel]!, channel));
      }
    }
    // As in the reference, one after the other: where a small picture has fewer scales, weights move up.
    const error = errors.flat().reduce((total, value, at) => total + value * WEIGHTS[at]!, 0);
    return scoreOf(error);
  }
}

/** A picture at 1:1, 1:2 and so on, in the color space in which it is compared. */
function scalesOf(picture: Raster): Planes[] {
  const scales: Planes[] = [];
  let light = linearLight(picture);
  for (let scale = 0; scale < SCALES; scale++) {
    scales.push(positiveXyb(light));
    if (!isLarge(light)) break;
    light = each(light, halve);
  }
  return scales;
}

function isLarge([{ width, height }]: readonly [Pick<Raster, "width" | "height">, ...unknown[]]): boolean {
  return Math.min(width, height) >= LEAST_SIDE_PX;
}

function each([a, b, c]: Planes, change: (plane: Plane) => Plane): Planes {
  return [change(a), change(b), change(c)];
}

/** The curve that brings the weighed errors to people's scale. */
function scoreOf(error: number): number {
  const e = error * 0.9562382616834844;
  const curved = 6.248496625763138e-5 * e ** 3 - 0.020884521182843837 * e ** 2 + 2.326765642916932 * e;
  return curved > 0 ? 100 - 10 * curved ** 0.6276336467831387 : 100;
}

/**
 * What differs in one channel: in structure, by edges that were not there, and by edges that are gone.
 *
 * @returns the three means, then the three 4-norms
 */
function errorsOf({ xyb, means, squares }: Scale, b: Plane, channel: number): number[] {
  const [a, meanA, squareA] = [xyb[channel]!.data, means[channel]!.data, squares[channel]!.data];
  const meanB = blur(b, KERNEL).data;
  const squareB = blur(product(b, b), KERNEL).data;
  const both = blur(product(xyb[channel]!, b), KERNEL).data;
  const [structures, added, lost] = [new Sums(), new Sums(), new Sums()];
  for (let at = 0; at < a.length; at++) {
    const [muA, muB] = [meanA[at]!, meanB[at]!];
    const covariance = both[at]! - muA * muB;
    const variances = squareA[at]! - muA * muA + squareB[at]! - muB * muB;
    // SSIM without its division by the means: XYB is as the eye is already.
    const likeness = ((1 - (muA - muB) * (muA - muB)) * (2 * covariance + FLATNESS)) / (variances + FLATNESS);
    structures.add(Math.max(1 - likeness, 0));
    const edge = (1 + Math.abs(b.data[at]! - muB)) / (1 + Math.abs(a[at]! - muA)) - 1;
    added.add(Math.max(edge, 0));
    lost.add(Math.max(-edge, 0));
  }
  const kinds = [structures, added, lost];
  return [...kinds.map((sums) => sums.mean(a.length)), ...kinds.map((sums) => sums.norm(a.length))];
}

/** Errors, added up as they are and to their fourth powers. */
class Sums {
  #plain = 0;
  #fourth = 0;

  add(error: number): void {
    const square = error * error;
    this.#plain += error;
    this.#fourth += square * square;
  }

  mean(count: number): number {
    return this.#plain / count;
  }

  norm(count: number): number {
    return (this.#fourth / count) ** 0.25;
  }
}
