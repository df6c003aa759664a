import { MAX_ASKED_PX } from "../limits.ts";
import { type Rungs, snapUp } from "./ladder.ts";
import type { Parameters, Transform } from "./parameters.ts";
import { insert, type PlacedRow } from "./placed-row.ts";
import { notAccepted, type Refused, refused } from "./refusal.ts";
import { rowOf } from "./row-of.ts";
import type { Value } from "./value.ts";

/** The ladder that sizes are moved up to, or that they are taken as they are (signed URLs, defaults, POST). */
export type Sizes = Rungs | "exact";

/** What is to be settled: parameters as read, and their rows in the table's order. */
export interface Asked {
  readonly parameters: Parameters;
  readonly rows: readonly PlacedRow[];
}

/** A transform, and in the table's order the rows that can be in it. */
export interface Settled {
  readonly transform: Transform;
  readonly rows: readonly PlacedRow[];
}

/**
 * Settles what parameters mean together, so that every spelling of one picture becomes one transform.
 *
 * dpr is multiplied in, sizes are moved to the ladder, the ratio fills the missing side, defaults are left out, a
 * focal point takes the place of a gravity, a named rendition that of the default transform.
 *
 * @param asked e.g. the parameters `{ width: 320, dpr: 2, ratio: 1.7777 }` and their rows
 * @returns e.g. `{ transform: { width: 640, height: 360 }, rows: […] }`, the rows in the table's order; or
 *   `parameter-conflict` or `parameter-invalid`
 */
export function settle(asked: Asked, sizes: Sizes): Settled | Refused {
  const parameters = asked.parameters;
  const size = settleSize(parameters, sizes);
  if ("problem" in size) return size;
  const transform: Record<string, Value> = {};
  for (let i = 0; i < asked.rows.length; i++) {
    const row = asked.rows[i]!;
    const value = (parameters as Readonly<Record<string, Value>>)[row.name]!;
    if (value !== row.default) transform[row.name] = value;
  }
  if (size.width) transform.width = size.width;
  if (size.height) transform.height = size.height;
  if (parameters.focalPoint) delete transform.gravity;
  if (parameters.rendition) delete transform.defaults;
  return { transform: transform as Transform, rows: parameters.ratio ? withBothSides(asked) : asked.rows };
}

/** A ratio brings in the side that was not asked for. */
function withBothSides(asked: Asked): PlacedRow[] {
  const rows = asked.rows.slice();
  insert(rowOf(asked.parameters.width ? "h" : "w")!, rows);
  return rows;
}

/** Both sides in px; 0 where nobody said. */
interface Size {
  readonly width: number;
  readonly height: number;
}

function settleSize(parameters: Parameters, sizes: Sizes): Size | Refused {
  const ratio = parameters.ratio;
  const dpr = parameters.dpr || 1;
  let width = scaled(parameters.width, dpr);
  let height = scaled(parameters.height, dpr);
  if ((ratio && !width === !height) || (dpr > 1 && !width && !height)) return refused("parameter-conflict", "ar");
  if (sizes !== "exact" && (width || height) && width <= MAX_ASKED_PX && height <= MAX_ASKED_PX) {
    // The first side moves up to the ladder, the other grows by the same factor, as far as a side can.
    const rung = snapUp(width || height, sizes);
    if (width && height) height = sideOf((height * rung) / width);
    if (height > MAX_ASKED_PX) height = MAX_ASKED_PX;
    if (width) width = rung;
    else height = rung;
  }
  if (ratio && width) height = sideOf(width / ratio);
  else if (ratio) width = sideOf(height * ratio);
  if (width > MAX_ASKED_PX || height > MAX_ASKED_PX) return notAccepted(width > MAX_ASKED_PX ? "w" : "h");
  return { width: width, height: height };
}

/** dpr has at most six decimals: whole numbers keep every engine at the same result. */
function scaled(side: number | undefined, dpr: number): number {
  if (!side || dpr === 1) return side || 0;
  return ((side * Math.round(dpr * 1e6) + 5e5) / 1e6) | 0;
}

/** A computed side, half up; small engines pay more for a call of Math than for all the rest here. */
function sideOf(px: number): number {
  return (px + 0.5) | 0 || 1;
}
