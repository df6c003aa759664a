import { readFile } from "node:fs/promises";
import sharp, { type Sharp } from "sharp";
import { describe, expect, test } from "vitest";
import { natureOf } from "../../../../lib/image/writing/graphic.ts";
import { pixelsOf } from "../../../../lib/image/writing/pixels.ts";
import { logo, screenshot } from "../../../pictures/drawing.ts";
import { GRAIN, quadrants } from "../../../pictures/quadrants.ts";

async function natureAt(picture: Uint8Array, width: number) {
  const image = sharp(picture).resize(width);
  const { info } = await image.clone().png().toBuffer({ resolveWithObject: true });
  return natureOf(await pixelsOf(image, info, false, 10));
}

const drawings: readonly (readonly [string, () => Promise<Buffer>])[] = [
  ["a screenshot", () => screenshot(1600, 1000)],
  ["a logo", () => logo(1000)],
  ["a drawing of four colors", () => quadrants(800, 600).png().toBuffer()],
];

const photographs: readonly (readonly [string, () => Promise<Buffer>])[] = [
  ["a photograph", () => readFile("dev/demo/sunset.jpg")],
  ["grain", () => quadrants(1200, 800, GRAIN).png().toBuffer()],
  [
    "a photograph with a palette",
    async () => sharp("dev/demo/sunset.jpg").resize(800).png({ palette: true }).toBuffer(),
  ],
];

describe.each([320, 800])("at %i px", (width) => {
  test.each(drawings)("%s is known for a drawing", async (_name, picture) => {
    expect((await natureAt(await picture(), width)).isGraphic).toBe(true);
  });

  test.each(photographs)("%s is none", async (_name, picture) => {
    expect((await natureAt(await picture(), width)).isGraphic).toBe(false);
  });
});

test("colors are counted up to what a palette holds, wherever they are", async () => {
  const one = (edge: number) => sharp({ create: { width: edge, height: edge, channels: 3, background: "#123" } });
  const paletteOf = async (image: Sharp) => (await natureAt(await image.png().toBuffer(), 600)).hasPalette;
  expect(await paletteOf(one(600))).toBe(true);
  const colors = Buffer.alloc(257 * 3, 0);
  for (let i = 0; i < 257; i++) colors.set([i % 256, Math.floor(i / 256), 7], i * 3);
  // In a row that a look at every second one passes over.
  const input = await sharp(colors, { raw: { width: 257, height: 1, channels: 3 } })
    .png()
    .toBuffer();
  expect(await paletteOf(one(600).composite([{ input, left: 0, top: 201 }]))).toBe(false);
});
