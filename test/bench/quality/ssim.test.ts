import { describe, expect, test } from "vitest";
import type { Raster } from "../../../bench/quality/raster.ts";
import { ssim } from "../../../bench/quality/ssim.ts";

function raster(paint: (x: number, y: number) => number): Raster {
  const data = new Uint8Array(32 * 32 * 3);
  for (let at = 0; at < 32 * 32; at++) data.fill(paint(at % 32, Math.floor(at / 32)), at * 3, at * 3 + 3);
  return { width: 32, height: 32, data };
}

const stripes = raster((x) => (x % 4 < 2 ? 60 : 200));

describe("SSIM", () => {
  test("is 1 for a picture that did not change", () => {
    expect(ssim(stripes, stripes)).toBe(1);
  });

  test("is what the formula gives for flat gray, where nothing but the means differ", () => {
    // (2 · 100 · 120 + C1) / (100² + 120² + C1) with C1 = 6.5025
    expect(
      ssim(
        raster(() => 100),
        raster(() => 120),
      ),
    ).toBeCloseTo(24_006.5025 / 24_406.5025, 4);
  });

  test("is below zero for a negative, whose structure is the opposite", () => {
    expect(
      ssim(
        stripes,
        raster((x) => (x % 4 < 2 ? 200 : 60)),
      ),
    ).toBeLessThan(-0.5);
  });

  test("refuses pictures without a whole window", () => {
    const tiny = { width: 10, height: 10, data: new Uint8Array(300) };
    expect(() => ssim(tiny, tiny)).toThrow(RangeError);
  });
});
