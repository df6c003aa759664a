import { geometryOf, type Size } from "./geometry.ts";
import type { Transform } from "./url/parameters.ts";

/** A point of a picture, in percent of its width and height, e.g. `[30, 70]`. */
export type FocalPoint = readonly [x: number, y: number];

/**
 * Where a point of an upright original is once the picture is cut, turned and mirrored as a transform asks.
 *
 * @param original px, e.g. `{ width: 6000, height: 4000 }`
 * @param point in percent of it
 * @returns in percent of what is left, with fractions; at the edge where the point itself is cut off
 */
export function focalPointIn(original: Size, point: FocalPoint, transform: Transform): FocalPoint {
  const { cut = { left: 0, top: 0, ...original } } = geometryOf(original, transform);
  let x = ((point[0] / 100) * original.width - cut.left) / cut.width;
  let y = ((point[1] / 100) * original.height - cut.top) / cut.height;
  for (let turned = 0; turned < Number(transform.rotate ?? 0); turned += 90) [x, y] = [1 - y, x];
  if (transform.flip?.includes("h")) x = 1 - x;
  if (transform.flip?.includes("v")) y = 1 - y;
  return [within(x * 100), within(y * 100)];
}

function within(percent: number): number {
  return Math.min(Math.max(percent, 0), 100);
}

/**
 * Reads a point as JSON has it.
 *
 * @param json e.g. `[30, 70]`
 * @returns `undefined` for anything but two whole numbers from 0 to 100
 */
export function parseFocalPoint(json: unknown): FocalPoint | undefined {
  if (!Array.isArray(json) || json.length !== 2) return undefined;
  const [x, y]: readonly unknown[] = json;
  return isPercent(x) && isPercent(y) ? [x, y] : undefined;
}

function isPercent(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 100;
}
