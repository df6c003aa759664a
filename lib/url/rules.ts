import { type Failed, failed } from "../edge-problems.ts";
import { MAX_ASKED_PX } from "../limits.ts";
import { snapUp } from "./ladder.ts";
import { type Parameters, ROWS, type Transform } from "./parameters.ts";
import type { Value } from "./values.ts";

/** Whether sizes are taken as they are (signed URLs, defaults, POST) or moved up to the ladder. */
export type Sizes = "exact" | "ladder";

/**
 * Settles what parameters mean together, so that every spelling of one picture becomes one transform.
 *
 * dpr is multiplied in, sizes are moved to the ladder, the ratio fills the missing side, defaults are left out, a
 * focal point takes the place of a gravity, a named rendition that of the default transform.
 *
 * @param parameters e.g. `{ width: 320, dpr: 2, ratio: 1.7777 }`
 * @returns e.g. `{ transform: { width: 640, height: 360 } }`, or `parameter-conflict` or `parameter-invalid`
 */
export function settle(parameters: Parameters, sizes: Sizes): { transform: Transform } | Failed {
  const size = settleSize(parameters, sizes);
  if ("problem" in size) return size;
  const read = Object.assign({}, parameters, size) as Readonly<Record<string, Value | undefined>>;
  const settled: Record<string, Value> = {};
  ROWS.forEach((row) => {
    const value = read[row.name];
    if (value !== undefined && value !== row.default && !row.transient) settled[row.name] = value;
  });
  if (settled.focalPoint) delete settled.gravity;
  if (settled.rendition) delete settled.defaults;
  return { transform: settled as Transform };
}

interface Size {
  width?: number;
  height?: number;
}

function settleSize(parameters: Parameters, sizes: Sizes): Size | Failed {
  const width = parameters.width;
  const height = parameters.height;
  const ratio = parameters.ratio;
  const dpr = parameters.dpr || 1;
  if (ratio && (width === undefined) === (height === undefined)) {
    return failed("parameter-conflict", "ar needs exactly one of w and h, and gives the other.");
  }
  if (dpr > 1 && width === undefined && height === undefined) {
    return failed("parameter-conflict", "dpr multiplies w and h; give one of them.");
  }
  const size = snapped(scaled(width, dpr), scaled(height, dpr), sizes);
  if (ratio && size.width) size.height = sideOf(size.width / ratio);
  else if (ratio && size.height) size.width = sideOf(size.height * ratio);
  if ((size.width || 0) > MAX_ASKED_PX || (size.height || 0) > MAX_ASKED_PX) {
    return failed("parameter-invalid", `w and h must not be over ${MAX_ASKED_PX}, dpr and ar counted in.`);
  }
  return size;
}

/** dpr has at most four decimals: whole numbers keep every engine at the same result. */
function scaled(side: number | undefined, dpr: number): number | undefined {
  return side && Math.floor((side * Math.round(dpr * 10000) + 5000) / 10000);
}

/** The first side moves up to the ladder, the other grows by the same factor, as far as a side can. */
function snapped(width: number | undefined, height: number | undefined, sizes: Sizes): Size {
  const size: Size = {};
  const tooLarge = (width || 0) > MAX_ASKED_PX || (height || 0) > MAX_ASKED_PX;
  const snap = sizes === "ladder" && !tooLarge;
  if (width) size.width = snap ? snapUp(width) : width;
  if (height && snap && width) size.height = Math.min(MAX_ASKED_PX, sideOf((height * size.width!) / width));
  else if (height) size.height = snap ? snapUp(height) : height;
  return size;
}

/** A computed side, half up. */
function sideOf(px: number): number {
  return Math.max(1, Math.floor(px + 0.5));
}
