import type { OutputType } from "./output-type.ts";

/** How a picture may be written, as far as that decides its bytes. */
export interface Way {
  readonly type: OutputType;
  /** 1 to 100; absent, the type's own, or one that is looked for. */
  readonly quality?: number | undefined;
  readonly isLossless?: boolean;
}

/** What a type's bytes a pixel come to, from those of the same photograph as a JPEG: `factor * jpeg ** power`. */
interface Curve {
  readonly factor: number;
  readonly power: number;
}

/**
 * At the types' own qualities, fitted on ten photographs at 160 to 1,600 px. Each left out of the fit in its turn, half of
 * them came within 1.11 times, nine tenths within 1.31, all within 1.5; without loss nine tenths within 2.2.
 */
const CURVES: Readonly<Record<OutputType, Curve>> = {
  jpeg: { factor: 1, power: 1 },
  webp: { factor: 1.67, power: 1.3 },
  avif: { factor: 0.86, power: 1.16 },
  png: { factor: 6.07, power: 0.51 },
  gif: { factor: 1.8, power: 0.51 },
};

const LOSSLESS: Readonly<Record<"webp" | "avif", Curve>> = {
  webp: { factor: 4.06, power: 0.61 },
  avif: { factor: 4.9, power: 0.61 },
};

/** Times the bytes of the type's own quality, by quality, on the same photographs. */
const BY_QUALITY: Readonly<Record<"jpeg" | "webp" | "avif", readonly (readonly [quality: number, times: number])[]>> = {
  jpeg: [
    [10, 0.25],
    [30, 0.53],
    [50, 0.75],
    [68, 1],
    [80, 1.35],
    [90, 2],
    [95, 2.9],
    [100, 6.5],
  ],
  webp: [
    [10, 0.36],
    [30, 0.56],
    [50, 0.73],
    [76, 1],
    [90, 1.9],
    [95, 2.8],
    [100, 5.4],
  ],
  avif: [
    [10, 0.3],
    [30, 0.52],
    [50, 1],
    [70, 1.8],
    [80, 2.3],
    [90, 3.5],
    [100, 15],
  ],
};

/** Bytes a pixel that a photograph has as written in one way, if it has so many as a JPEG of the usual quality. */
export function rateOf(way: Way, jpegRate: number): number {
  const { factor, power } = curveOf(way);
  return factor * jpegRate ** power * timesOf(way);
}

/** The inverse of {@link rateOf}. */
export function jpegRateOf(way: Way, rate: number): number {
  const { factor, power } = curveOf(way);
  return (rate / timesOf(way) / factor) ** (1 / power);
}

/** What photographs have as a JPEG in the mean; each can have four times as many, or a quarter. The larger, the fewer. */
export function usualJpegRate(pixels: number): number {
  return 2.07 * pixels ** -0.25;
}

function curveOf({ type, isLossless = false }: Way): Curve {
  return isLossless && (type === "webp" || type === "avif") ? LOSSLESS[type] : CURVES[type];
}

function timesOf({ type, quality, isLossless = false }: Way): number {
  if (quality === undefined || isLossless || type === "png" || type === "gif") return 1;
  const places = BY_QUALITY[type];
  const above = Math.max(
    1,
    places.findIndex(([each]) => each >= quality),
  );
  const [[low, timesLow], [high, timesHigh]] = [places[above - 1]!, places[above]!];
  return timesLow * (timesHigh / timesLow) ** ((quality - low) / (high - low));
}
