import { readFile } from "node:fs/promises";
import sharp, { type Sharp } from "sharp";
import { describe, expect, test } from "vitest";
import type { Extension } from "../../../../lib/url/variant-key.ts";
import { logo, screenshot } from "../../../pictures/drawing.ts";
import { made } from "../../../pictures/made.ts";
import { GRAIN, quadrants } from "../../../pictures/quadrants.ts";

const CLASSES = ["auto-avif", "auto-webp", "auto"] as const satisfies readonly Extension[];

const photograph = async (width: number) => sharp(await readFile("dev/demo/sunset.jpg")).resize(width);

const pictures: readonly (readonly [string, () => Promise<Buffer>])[] = [
  ["a photograph", async () => (await photograph(320)).jpeg({ quality: 90 }).toBuffer()],
  ["a photograph without loss", async () => (await photograph(300)).png().toBuffer()],
  ["a photograph that was squeezed", async () => (await photograph(320)).jpeg({ quality: 25 }).toBuffer()],
  ["one that was squeezed as WebP", async () => (await photograph(320)).webp({ quality: 20 }).toBuffer()],
  ["one that was squeezed as AVIF", async () => (await photograph(320)).avif({ quality: 15, effort: 2 }).toBuffer()],
  [
    "one that was squeezed and lies on its side",
    async () => (await photograph(480)).withMetadata({ orientation: 6 }).jpeg({ quality: 8 }).toBuffer(),
  ],
  ["noise", () => quadrants(240, 160, 120).jpeg({ quality: 60 }).toBuffer()],
  ["a screenshot", () => screenshot(500, 400)],
  [
    "a screenshot with a palette",
    async () =>
      sharp(await screenshot(500, 400))
        .png({ palette: true })
        .toBuffer(),
  ],
  ["a logo", () => logo(240)],
  ["an icon", () => logo(32)],
];

describe.each(pictures)("fmt=auto of %s", (_name, picture) => {
  test.each(["w=160", "", "q=90", "w=200&q=auto"])("with %j is never larger than it may be", async (query) => {
    const original = await picture();
    const { format, hasAlpha } = await sharp(original).metadata();
    const [avif, webp, plain] = await Promise.all(CLASSES.map((each) => made(original, query, each)));
    // A photograph that is transparent is not compared with its PNG.
    expect(avif!.bytes.length).toBeLessThanOrEqual(plain!.bytes.length);
    expect(webp!.bytes.length).toBeLessThanOrEqual(plain!.bytes.length);
    expect(avif!.bytes.length).toBeLessThanOrEqual(original.length);
    if (format !== "heif") expect(webp!.bytes.length).toBeLessThanOrEqual(original.length);
    if (format === "jpeg" || (format === "png" && !hasAlpha))
      expect(plain!.bytes.length).toBeLessThanOrEqual(original.length);
    for (const { width, height, bytes, contentType } of [avif!, webp!, plain!]) {
      const seen = await sharp(bytes).metadata();
      expect([seen.width, seen.height]).toEqual([width, height]);
      expect(contentType).toBe(`image/${seen.format === "heif" ? "avif" : seen.format}`);
    }
  });
});

async function levels(image: Sharp): Promise<Buffer> {
  return image.toColourspace("srgb").ensureAlpha().raw().toBuffer();
}

describe("a drawing stays crisp", () => {
  test.each(CLASSES)("as %s: every pixel of a screenshot is as it was", async (extension) => {
    const original = await screenshot(500, 400);
    const { bytes } = await made(original, "", extension);
    expect((await levels(sharp(bytes))).equals(await levels(sharp(original)))).toBe(true);
  });

  test("as a PNG of few colors with a palette, exactly", async () => {
    const original = await quadrants(300, 200).png().toBuffer();
    const { bytes } = await made(original, "", "png");
    // PNG (Third Edition) §11.2.1: color type 3 is a palette.
    expect(bytes[25]).toBe(3);
    expect((await levels(sharp(bytes))).equals(await levels(sharp(original)))).toBe(true);
  });

  test("with colors as sharp as its light, where it is a JPEG after all", async () => {
    const chromaOf = async (picture: Buffer) =>
      (await sharp((await made(picture, "w=300", "jpeg")).bytes).metadata()).chromaSubsampling;
    expect(await chromaOf(await screenshot(500, 400))).toBe("4:4:4");
    expect(await chromaOf(await quadrants(900, 700, GRAIN).png().toBuffer())).toBe("4:2:0");
  });
});

test("a picture that cannot be made smaller is shown by its own pixels, of the type that it came in", async () => {
  const original = await (await photograph(600)).jpeg({ quality: 12, progressive: true }).toBuffer();
  const { bytes, contentType } = await made(original, "", "auto");
  expect(contentType).toBe("image/jpeg");
  expect((await levels(sharp(bytes))).equals(await levels(sharp(original)))).toBe(true);
});

test("what every pixel is to stay of may be larger than a JPEG was", async () => {
  const original = await (await photograph(300)).jpeg({ quality: 40 }).toBuffer();
  const { bytes } = await made(original, "lossless=1", "auto-avif");
  expect((await levels(sharp(bytes))).equals(await levels(sharp(original)))).toBe(true);
  expect(bytes.length).toBeGreaterThan(original.length);
});

test("q=auto goes as low as a picture lets it", async () => {
  const smooth = await (await photograph(300)).blur(6).png().toBuffer();
  const rough = await quadrants(300, 200, 60).png().toBuffer();
  for (const type of ["jpeg", "webp", "avif"] as const) {
    const [low, high] = [await made(smooth, "q=auto", type), await made(rough, "q=auto", type)];
    const [fixedLow, fixedHigh] = [await made(smooth, "", type), await made(rough, "", type)];
    expect(low.bytes.length / fixedLow.bytes.length).toBeLessThan(1);
    expect(high.bytes.length).not.toBe(fixedHigh.bytes.length);
  }
});
