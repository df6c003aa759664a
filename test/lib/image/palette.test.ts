import sharp from "sharp";
import { expect, test } from "vitest";
import { paletteOf } from "../../../lib/image/palette.ts";

type Stripe = readonly [rows: number, color: readonly [number, number, number, number]];

function striped(...stripes: readonly Stripe[]) {
  const pixels = stripes.flatMap(([rows, color]) => Array.from({ length: rows * 10 }, () => color).flat());
  return paletteOf(Buffer.from(pixels), { width: 10, height: pixels.length / 40 });
}

test("the most frequent color comes first", async () => {
  const palette = await striped([2, [0, 0, 255, 255]], [5, [255, 0, 0, 255]], [3, [0, 128, 0, 255]]);
  expect(palette).toEqual(["#ff0000", "#008000", "#0000ff"]);
});

test("shades of one color are told once", async () => {
  expect(await striped([5, [200, 0, 0, 255]], [4, [210, 10, 0, 255]], [1, [0, 0, 255, 255]])).toEqual([
    "#c80000",
    "#0000ff",
  ]);
});

test("what is transparent has no color", async () => {
  expect(await striped([8, [255, 0, 0, 0]], [2, [0, 0, 255, 255]])).toEqual(["#0000ff"]);
  expect(await striped([4, [0, 0, 0, 0]])).toEqual([]);
});

test("a picture of many colors has six at the most", async () => {
  const noise = { type: "gaussian", mean: 128, sigma: 60 } as const;
  const { data } = await sharp({ create: { width: 100, height: 66, channels: 3, background: "red", noise } })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const palette = await paletteOf(data, { width: 100, height: 66 });
  expect(palette.length).toBeGreaterThan(1);
  expect(palette.length).toBeLessThanOrEqual(6);
});
