import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { makeMezzanines } from "../../../../lib/image/mezzanine.ts";
import { planRendering } from "../../../../lib/image/plan.ts";
import { provePicture } from "../../../../lib/image/prove.ts";
import { made } from "../../../pictures/made.ts";
import { quadrants } from "../../../pictures/quadrants.ts";
import { deep, deviation, isSamePixels, type Shade, sky } from "./gradient.ts";

const [WIDTH, HEIGHT] = [640, 400];
const SKY = sky(WIDTH, HEIGHT);

const gradient = (channels: 3 | 4 = 3, shade: Shade = SKY) => deep(WIDTH, HEIGHT, channels, shade);

describe("a gradient of 16 bits has the same means in the 8 bits of a PNG", () => {
  const gray: Shade = (x, y) => SKY(x, y, 0);
  test.each([
    ["PNG", () => gradient().png(), SKY],
    ["PNG with alpha", () => gradient(4).png(), SKY],
    ["gray PNG", () => gradient(3, gray).toColourspace("grey16").png(), gray],
    ["TIFF", () => gradient().tiff({ compression: "deflate" }), SKY],
    ["PNG in Display P3", () => gradient().withIccProfile("p3").png(), SKY],
  ] as const)("of a %s", async (_name, original, shade) => {
    const { greatest, mean } = await deviation((await made(await original().toBuffer(), "", "png")).bytes, shade);
    expect(greatest).toBeLessThan(0.1);
    expect(Math.abs(mean)).toBeLessThan(0.01);
  });

  test.each([
    ["scaled down", "w=320", sky(WIDTH / 2, HEIGHT / 2)],
    ["turned", "rot=180", (x: number, y: number, channel: number) => SKY(WIDTH - 1 - x, HEIGHT - 1 - y, channel)],
    ["mirrored", "flip=h", (x: number, y: number, channel: number) => SKY(WIDTH - 1 - x, y, channel)],
    ["cut", "rect=64,32,320,320", (x: number, y: number, channel: number) => SKY(x + 64, y + 32, channel)],
  ] as const)("%s", async (_name, query, shade) => {
    const { greatest } = await deviation((await made(await gradient().png().toBuffer(), query, "png")).bytes, shade);
    expect(greatest).toBeLessThan(0.1);
  });

  test("as it has in a WebP without loss", async () => {
    const { bytes } = await made(await gradient().png().toBuffer(), "lossless=1", "webp");
    expect((await deviation(bytes, SKY)).greatest).toBeLessThan(0.1);
  });

  test("and of a mark that lies over a picture", async () => {
    const under = await sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: "#000" } })
      .png()
      .toBuffer();
    const query = `mark=${"0".repeat(26)}&markw=100&markpad=0`;
    const { bytes } = await made(under, query, "png", await gradient().png().toBuffer());
    expect((await deviation(bytes, SKY)).greatest).toBeLessThan(1);
    expect(Math.abs((await deviation(bytes, SKY)).mean)).toBeLessThan(0.1);
  });
});

test("with loss it is rounded, no darker than it was", async () => {
  const { bytes } = await made(await gradient().png().toBuffer(), "q=100", "jpeg");
  expect(Math.abs((await deviation(bytes, SKY)).mean)).toBeLessThan(0.25);
});

test("the same variant has the same bytes each time", async () => {
  const original = await gradient(4).png().toBuffer();
  const [one, other] = [await made(original, "w=500", "png"), await made(original, "w=500", "png")];
  expect(Buffer.from(one.bytes).equals(other.bytes)).toBe(true);
});

test("a wide gamut keeps its profile", async () => {
  const original = await gradient().withIccProfile("p3").png().toBuffer();
  const { icc } = await sharp(original).metadata();
  expect((await sharp((await made(original, "", "png")).bytes).metadata()).icc).toEqual(icc);
});

describe("what eight bits can say comes out exact", () => {
  const flat = () => quadrants(WIDTH, HEIGHT);
  const noise = Buffer.from(Array.from({ length: 64 * 64 * 3 }, (_, at) => (at * 7919) % 251));
  const noisy = () => sharp(noise, { raw: { width: 64, height: 64, channels: 3 } });

  test.each([
    ["a drawing of 8 bits", () => flat().png(), flat],
    ["every sample of 8 bits", () => noisy().png(), noisy],
    ["a drawing that libvips has made 16 bits of", () => flat().toColourspace("rgb16").png(), flat],
    [
      "every sample of 16 bits that says no more",
      () => deep(64, 64, 3, (x, y, c) => noise[(y * 64 + x) * 3 + c]!).png(),
      noisy,
    ],
  ] as const)("in %s", async (_name, original, expected) => {
    const { bytes } = await made(await original().toBuffer(), "", "png");
    expect(await isSamePixels(bytes, await expected().png().toBuffer())).toBe(true);
  });
});

describe("from a mezzanine", () => {
  test("it is no darker than from the original", async () => {
    const original = await deep(1_408, 880, 3, sky(1_408, 880)).png().toBuffer();
    const mezzanines = await makeMezzanines(original, await provePicture(original), 30);
    const { mean } = await deviation(mezzanines.get(1_280)!.bytes, sky(1_280, 800));
    expect(Math.abs(mean)).toBeLessThan(0.1);
  });

  test("nothing without loss is made, whether or not it is transparent", async () => {
    const proof = { format: "png", width: 3_000, height: 2_000, pages: 1, hasAlpha: true } as const;
    const rungOf = (bitDepth: number, type: "png" | "webp") =>
      planRendering({ ...proof, colorSpace: { model: "rgb", bitDepth, profile: null } }, { width: 400 }, type, [1_280])
        .rung;
    expect([rungOf(8, "png"), rungOf(16, "png"), rungOf(16, "webp")]).toEqual([1_280, undefined, 1_280]);
  });
});
