import { type Geometry, geometryOf } from "../geometry.ts";
import type { SizeEstimate } from "../image-explanation.ts";
import type { ProvenImage, Rendition } from "../image-record.ts";
import type { Transform } from "../url/parameters.ts";
import { isAdjusted, isOverlaid } from "./adjustments.ts";
import { jpegRateOf, rateOf, usualJpegRate, type Way } from "./byte-rates.ts";
import type { OutputType } from "./output-type.ts";
import type { Rendering } from "./step.ts";

/** What one rendition tells of its picture. */
interface Sample {
  readonly way: Way;
  readonly scale: number;
  /** Bytes a pixel. */
  readonly rate: number;
}

/** Of a drawing, bytes for each of its PNG's; four times as many or as few are no surprise. */
const DRAWN: Readonly<Record<OutputType, number>> = { png: 1, webp: 0.2, avif: 0.2, jpeg: 2, gif: 1.3 };

/** Bytes a pixel of a PNG from which on it shows no drawing. */
const DRAWN_RATE = 0.5;

/** How bytes a pixel change with the scale where nothing says it; halves would have 1.4 times as many. */
const USUAL_SLOPE = -0.5;

/**
 * Guesses how many bytes a picture will have, from what its renditions have, or from what photographs usually have. Nothing
 * is opened for it; effects and what lies over a picture are not counted.
 *
 * @returns in two digits, e.g. `{ sizeBytes: 32000, basis: "renditions" }`; `undefined` for what moves, unless its own type has
 *   been made, and for drawings in SVG
 */
export function estimateSize(record: ProvenImage, plan: Rendering): SizeEstimate | undefined {
  if (record.proof.format === "svg") return undefined;
  const { geometry, mostBytes } = plan;
  const pixels = geometry.shown.width * geometry.shown.height;
  const way = wayOf(plan.type, plan.transform);
  // Of an animation the first frame alone is another picture.
  const samples = plan.pages === record.proof.pages ? samplesOf(record) : [];
  const known = rateFromSamples(samples, way, scaleOf(geometry), plan.pages > 1);
  if (known === undefined && plan.pages > 1) return undefined;
  const rate = known ?? rateOf(way, usualJpegRate(pixels));
  const sizeBytes = Number(Math.min(rate * pixels, mostBytes).toPrecision(2));
  return { sizeBytes, basis: known === undefined ? "photographs" : "renditions" };
}

function wayOf(type: OutputType, { quality, lossless }: Transform): Way {
  return { type, quality: quality === "auto" ? undefined : quality, isLossless: lossless === true };
}

/** How many times its size in the original a detail has. */
function scaleOf({ cut, scaled }: Geometry): number {
  return cut === undefined ? 1 : Math.sqrt((scaled.width * scaled.height) / (cut.width * cut.height));
}

function samplesOf({ proof, defaults, findings }: ProvenImage): readonly Sample[] {
  return (findings?.renditions ?? []).flatMap((rendition) => {
    const transform = new Map(Object.entries(defaults.renditions)).get(rendition.name);
    if (transform === undefined) return [];
    const geometry = geometryOf(proof, transform);
    // Other defaults may have been frozen since it was made.
    if (!isOfSize(rendition, geometry)) return [];
    const { format } = rendition;
    if (format === "tiff" || format === "svg" || isAdjusted(transform) || isOverlaid(transform)) return [];
    const rate = rendition.sizeBytes / (geometry.shown.width * geometry.shown.height);
    return [{ way: wayOf(format, transform), scale: scaleOf(geometry), rate }];
  });
}

function isOfSize({ width, height }: Rendition, { output }: Geometry): boolean {
  return width === output.width && height === output.height;
}

function rateFromSamples(samples: readonly Sample[], way: Way, scale: number, isAnimated: boolean): number | undefined {
  const alike = samples.filter((sample) => sample.way.type === way.type && isLossy(sample.way) === isLossy(way));
  if (isAnimated || (alike.length > 0 && !isLossy(way))) return rateAt(alike, scale);
  const lossy = samples.filter((sample) => isLossy(sample.way));
  const jpeg = lossy.map((sample) => ({ ...sample, rate: jpegRateOf(sample.way, sample.rate) }));
  const jpegRate = rateAt(jpeg, scale);
  if (jpegRate !== undefined) return rateOf(way, jpegRate);
  const png = rateAt(
    samples.filter((sample) => sample.way.type === "png"),
    scale,
  );
  return png === undefined || png > DRAWN_RATE ? undefined : png * DRAWN[way.type];
}

function isLossy({ type, isLossless }: Way): boolean {
  return type !== "png" && type !== "gif" && isLossless !== true;
}

/** From the nearest sample, along the line to the next one where both are logarithms. */
function rateAt(samples: readonly Sample[], scale: number): number | undefined {
  const distance = (sample: Sample) => Math.abs(Math.log(sample.scale / scale));
  const [first, ...others] = [...samples].sort((one, other) => distance(one) - distance(other));
  if (first === undefined) return undefined;
  const second = others.find((each) => each.scale !== first.scale);
  const slope = second === undefined ? USUAL_SLOPE : slopeBetween(first, second);
  return first.rate * (scale / first.scale) ** slope;
}

/** The larger a picture, the fewer bytes a pixel has; two sizes that are nearly one say little of that. */
function slopeBetween(one: Sample, other: Sample): number {
  const slope = Math.log(other.rate / one.rate) / Math.log(other.scale / one.scale);
  return Math.min(0, Math.max(-1, slope));
}
