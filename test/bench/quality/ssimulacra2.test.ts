import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { type Raster, readRaster } from "../../../bench/quality/raster.ts";
import { ssimulacra2 } from "../../../bench/quality/ssimulacra2.ts";

type Paint = (x: number, y: number) => readonly [number, number, number];

function raster(size: number, paint: Paint): Raster {
  const data = new Uint8Array(size * size * 3);
  for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) data.set(paint(x, y), (y * size + x) * 3);
  return { width: size, height: size, data };
}

const gray =
  (value: number): Paint =>
  () => [value, value, value];

function gradient(size: number): Paint {
  return (x) => {
    const value = Math.floor((x * 255) / (size - 1));
    return [value, value, value];
  };
}

/** A 64-bit linear congruential generator (Knuth's MMIX), bits 33 to 40, three a pixel. */
function noise(seed: bigint): Paint {
  let state = seed;
  const next = () => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return Number((state >> 33n) & 0xffn);
  };
  return () => [next(), next(), next()];
}

describe("SSIMULACRA 2", () => {
  // What the author's program answers for these pictures, as other implementations test themselves by them. It counts in
  // single precision, which on flat gray is worth a few tenths.
  test.each([
    ["gray 128 against 138, 256 px", 256, gray(128), gray(138), 80.2915],
    ["gray 128 against 148", 64, gray(128), gray(148), 56.0586],
    ["gray 128 against 178", 64, gray(128), gray(178), -8.7594],
    ["gray 128 against 178, 256 px", 256, gray(128), gray(178), -0.3909],
    ["a gradient against gray", 64, gradient(64), gray(128), -64.5687],
    ["noise against gray", 64, noise(42n), gray(128), -47.3357],
  ])("agrees with the reference on %s", (_case, size, original, distorted, expected) => {
    expect(Math.abs(ssimulacra2(raster(size, original), raster(size, distorted)) - expected)).toBeLessThan(0.4);
  });

  test("gives 100 to a picture that did not change", () => {
    const picture = raster(50, noise(7n));
    expect(ssimulacra2(picture, picture)).toBe(100);
  });

  test("falls as a photograph is compressed more", async () => {
    const original = await sharp(await readFile("dev/demo/sunset.jpg"))
      .resize(240)
      .png()
      .toBuffer();
    const reference = await readRaster(original);
    const scores: number[] = [];
    for (const quality of [95, 80, 60, 30, 10]) {
      const answer = await sharp(original).jpeg({ quality }).toBuffer();
      scores.push(ssimulacra2(reference, await readRaster(answer)));
    }
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(scores[0]).toBeGreaterThan(85);
    expect(scores.at(-1)).toBeLessThan(50);
  });

  test("refuses pictures of two sizes", () => {
    expect(() => ssimulacra2(raster(16, gray(1)), raster(17, gray(1)))).toThrow(RangeError);
  });
});
