import sharp from "sharp";
import { ADJUSTMENTS } from "../adjustments.ts";
import { settled } from "../frames.ts";
import type { Effect } from "./effect.ts";

/** Takes the corners away, along quarters of a circle. */
export const round: Effect = {
  parameters: ADJUSTMENTS.round,
  async apply(frame, { round: asked = 0 }) {
    const { data, info } = await (await settled(frame)).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    const radius = Math.min(asked, width / 2, height / 2);
    for (let y = 0; y < Math.ceil(radius); y++) {
      for (let x = 0; x < Math.ceil(radius); x++) {
        const share = coverage(radius, x, y);
        for (const [column, row] of mirrored(x, y, width, height)) {
          const alpha = (row * width + column + 1) * channels - 1;
          data[alpha] = Math.round(data[alpha]! * share);
        }
      }
    }
    return sharp(data, { raw: { width, height, channels } });
  },
};

/** How much of a pixel lies within the circle around (radius, radius), 0 to 1; its edge is one pixel soft. */
function coverage(radius: number, x: number, y: number): number {
  const distance = Math.hypot(radius - x - 0.5, radius - y - 0.5);
  return Math.min(Math.max(radius - distance + 0.5, 0), 1);
}

/** The pixel of each corner, every one once: the middle row or column of a full circle is its own mirror image. */
function mirrored(x: number, y: number, width: number, height: number): readonly (readonly [number, number])[] {
  const columns = new Set([x, width - 1 - x]);
  const rows = new Set([y, height - 1 - y]);
  return [...columns].flatMap((column) => [...rows].map((row) => [column, row] as const));
}
