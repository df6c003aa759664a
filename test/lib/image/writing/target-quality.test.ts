import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { expect, test } from "vitest";
import { readRaster } from "../../../../bench/quality/raster.ts";
import { ssimulacra2 } from "../../../../bench/quality/ssimulacra2.ts";
import { likeness, lookOf } from "../../../../lib/image/writing/likeness.ts";
import { smallestAtTarget, TARGET } from "../../../../lib/image/writing/target-quality.ts";
import { decoded } from "../../../../lib/image/writing/writer.ts";
import { screenshot } from "../../../pictures/drawing.ts";

const photograph = async () =>
  sharp(await readFile("dev/demo/sunset.jpg"))
    .resize(320)
    .png()
    .toBuffer();

const pictures = [
  ["a photograph", photograph],
  ["a drawing", () => screenshot(320, 240)],
  [
    "a soft picture",
    async () =>
      sharp(await photograph())
        .blur(3)
        .png()
        .toBuffer(),
  ],
] as const;

async function lookAt(bytes: Uint8Array) {
  return lookOf(await decoded(bytes));
}

const types = ["jpeg", "webp", "avif"] as const;

test("a picture looks like itself, and less the more is left out", async () => {
  const original = await photograph();
  expect(likeness(await lookAt(original), await lookAt(original))).toBeCloseTo(100, 3);
  for (const type of types) {
    const scores: number[] = [];
    for (const quality of [20, 45, 70, 90]) {
      const copy = await sharp(original).toFormat(type, { quality }).toBuffer();
      scores.push(likeness(await lookAt(original), await lookAt(copy)));
    }
    expect(scores, type).toEqual([...scores].sort((a, b) => a - b));
  }
});

test("the cheap measure says about what SSIMULACRA 2 says of a photograph", async () => {
  const original = await photograph();
  for (const type of types) {
    for (const quality of [45, 60, 80]) {
      const copy = await sharp(original).toFormat(type, { quality }).toBuffer();
      const expected = ssimulacra2(await readRaster(original), await readRaster(copy));
      expect(
        Math.abs(likeness(await lookAt(original), await lookAt(copy)) - expected),
        `${type} ${quality}`,
      ).toBeLessThan(9);
    }
  }
});

test.each(pictures)(
  "%s reaches the target in four encodings of each type, and is not much over it",
  async (_name, picture) => {
    const original = await picture();
    const look = await lookAt(original);
    for (const type of types) {
      const qualities: number[] = [];
      const { bytes } = await smallestAtTarget({ type }, look, {
        async write(encoding) {
          qualities.push(encoding.quality!);
          return { bytes: await sharp(original).toFormat(type, { quality: encoding.quality! }).toBuffer(), encoding };
        },
        look: lookAt,
      });
      expect(qualities.length).toBeLessThanOrEqual(4);
      expect(new Set(qualities).size).toBe(qualities.length);
      const score = likeness(look, await lookAt(bytes));
      // A drawing jumps by several points from one quality to the next.
      expect(score, `${type} ${qualities}`).toBeGreaterThanOrEqual(TARGET);
      expect(score, `${type} ${qualities}`).toBeLessThan(TARGET + (Math.min(...qualities) === 10 ? 30 : 8));
    }
  },
);

test("gray pictures and such with alpha are measured too", async () => {
  const gray = await sharp(await photograph())
    .grayscale()
    .toColourspace("b-w")
    .png()
    .toBuffer();
  const clear = await sharp(await photograph())
    .ensureAlpha(0.5)
    .png()
    .toBuffer();
  for (const original of [gray, clear]) {
    const copy = await sharp(original).webp({ quality: 30 }).toBuffer();
    const score = likeness(await lookAt(original), await lookAt(copy));
    expect(score).toBeGreaterThan(20);
    expect(score).toBeLessThan(90);
  }
});
