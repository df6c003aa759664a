import sharp, { type Sharp } from "sharp";
import { describe, expect, test } from "vitest";
import { provePicture } from "../../../lib/image/prove.ts";
import { made } from "../../pictures/made.ts";
import { apart, drawn, pixelsOf, type Rgba } from "../../pictures/pixels.ts";
import { CORNERS, quadrants } from "../../pictures/quadrants.ts";

const four = () => quadrants(96, 64);

/** Every kind of file that can hold four colors, as cameras, scanners and editors write them. */
const COLORED: readonly (readonly [name: string, file: () => Promise<Buffer>])[] = [
  ["a progressive JPEG", () => four().jpeg({ progressive: true, quality: 95 }).toBuffer()],
  ["a JPEG without subsampling", () => four().jpeg({ chromaSubsampling: "4:4:4", quality: 95 }).toBuffer()],
  ["a PNG of 16 bits a channel", () => four().toColourspace("rgb16").png().toBuffer()],
  ["an interlaced PNG", () => four().png({ progressive: true }).toBuffer()],
  ["a PNG with a palette", () => four().png({ palette: true, colors: 16 }).toBuffer()],
  ["a PNG with a channel of alpha", () => four().ensureAlpha().png().toBuffer()],
  ["a WebP with loss", () => four().webp({ quality: 95 }).toBuffer()],
  ["a WebP without loss", () => four().webp({ lossless: true }).toBuffer()],
  ["a GIF", () => four().gif().toBuffer()],
  ["an AVIF", () => four().avif({ quality: 90, chromaSubsampling: "4:4:4" }).toBuffer()],
  ["a TIFF by LZW", () => four().tiff({ compression: "lzw", predictor: "horizontal" }).toBuffer()],
  ["a TIFF without compression", () => four().tiff({ compression: "none", bigtiff: false }).toBuffer()],
  ["a TIFF of JPEG tiles", () => four().tiff({ compression: "jpeg", quality: 95, tile: true }).toBuffer()],
  ["a TIFF of 16 bits a channel", () => four().toColourspace("rgb16").tiff({ compression: "deflate" }).toBuffer()],
  ["a TIFF with a pyramid", () => four().tiff({ compression: "deflate", pyramid: true, tile: true }).toBuffer()],
];

describe("a picture comes out in its colors", () => {
  test.each(COLORED)("from %s", async (_name, file) => {
    const original = await file();
    expect(await provePicture(original)).toMatchObject({ width: 96, height: 64, pages: 1, hasAlpha: false });
    const picture = await pixelsOf((await made(original, "w=48", "webp")).bytes);
    expect([picture.width, picture.height]).toEqual([48, 32]);
    const seen = [picture.at(12, 8), picture.at(36, 8), picture.at(12, 24), picture.at(36, 24)];
    Object.values(CORNERS).forEach((color, corner) => {
      expect(apart(seen[corner]!, [...color, 255] as unknown as Rgba)).toBeLessThan(16);
    });
  });

  test.each<[string, (gray: Sharp) => Sharp]>([
    ["a gray JPEG", (gray) => gray.toColourspace("b-w").jpeg({ quality: 95 })],
    ["a gray PNG", (gray) => gray.toColourspace("b-w").png()],
    ["a gray PNG of 16 bits", (gray) => gray.toColourspace("grey16").png()],
    ["a gray TIFF", (gray) => gray.toColourspace("b-w").tiff({ compression: "deflate" })],
    ["a TIFF of CIELAB", (gray) => gray.toColourspace("lab").tiff({ compression: "deflate" })],
  ])("from %s", async (_name, written) => {
    const ramp = await drawn(96, 8, (x) => [x * 2 + 20, x * 2 + 20, x * 2 + 20]);
    const picture = await pixelsOf((await made(await written(sharp(ramp)).toBuffer(), "q=95", "webp")).bytes);
    for (const x of [4, 48, 90]) {
      expect(apart(picture.at(x, 4), [x * 2 + 20, x * 2 + 20, x * 2 + 20, 255])).toBeLessThan(8);
    }
  });

  test("from a scan of black and white", async () => {
    const half = await drawn(64, 32, (x) => (x < 32 ? [0, 0, 0] : [255, 255, 255]));
    const scan = await sharp(half)
      .threshold()
      .toColourspace("b-w")
      .tiff({ bitdepth: 1, compression: "ccittfax4" })
      .toBuffer();
    const picture = await pixelsOf((await made(scan, "", "png")).bytes);
    expect([picture.at(8, 16), picture.at(56, 16)]).toEqual([
      [0, 0, 0, 255],
      [255, 255, 255, 255],
    ]);
  });

  test("from the first page of a TIFF of several", async () => {
    const pages = [await drawn(40, 30, () => [200, 0, 0]), await drawn(40, 30, () => [0, 0, 200])];
    const fax = await sharp(pages, { join: { animated: true } })
      .tiff({ compression: "deflate" })
      .toBuffer();
    expect((await sharp(fax).metadata()).pages).toBe(2);
    expect(await provePicture(fax)).toMatchObject({ width: 40, height: 30, pages: 1 });
    expect(apart((await pixelsOf((await made(fax, "", "png")).bytes)).at(20, 15), [200, 0, 0, 255])).toBeLessThan(3);
  });
});

describe("transparency is never lost", () => {
  /** A hole on the left, half see-through on the right. */
  const holed = () => drawn(40, 20, (x) => (x < 20 ? [0, 0, 0, 0] : [200, 40, 40, x < 30 ? 255 : 128]));
  const files: readonly (readonly [string, (image: Sharp) => Sharp])[] = [
    ["a PNG", (image) => image.png()],
    ["a PNG of 16 bits", (image) => image.toColourspace("rgb16").png()],
    ["a PNG with a palette", (image) => image.png({ palette: true })],
    ["a WebP", (image) => image.webp({ lossless: true })],
    ["an AVIF", (image) => image.avif({ lossless: true })],
    ["a TIFF", (image) => image.tiff({ compression: "deflate" })],
    ["a GIF", (image) => image.gif()],
  ];
  const types = ["jpeg", "png", "webp", "avif", "gif", "auto", "auto-webp", "auto-avif"] as const;

  test.each(files)("of %s, whatever is asked for", async (_name, written) => {
    const original = await written(sharp(await holed())).toBuffer();
    expect((await provePicture(original)).hasAlpha).toBe(true);
    for (const type of types) {
      for (const query of ["", "rot=90", "blur=1", "gray=1", "tint=c00", "trim=0&pad=2", "lossless=1"]) {
        const picture = await pixelsOf((await made(original, query, type)).bytes);
        // The hole is on the left, or on top once it is turned.
        expect(picture.at(4, 4)[3], `${type} ${query}`).toBeLessThan(8);
      }
    }
  });

  test("unless a background is to be under it", async () => {
    const picture = await made(await holed(), "bg=0000ff", "jpeg");
    expect(picture.contentType).toBe("image/jpeg");
    expect(apart((await pixelsOf(picture.bytes)).at(5, 10), [0, 0, 255, 255])).toBeLessThan(10);
  });
});

describe("an animation", () => {
  const RED = [220, 20, 20];
  const BLUE = [20, 20, 220];
  const DELAYS = [100, 250, 40, 400];

  /** The second frame is shown twice as one that does not change: encoders merge such. */
  async function animation(format: "gif" | "webp", loop: number): Promise<Buffer> {
    const frames = await Promise.all([RED, BLUE, BLUE, RED].map((color) => drawn(32, 24, () => color)));
    const joined = sharp(frames, { join: { animated: true } });
    return format === "gif"
      ? joined.gif({ delay: DELAYS, loop, keepDuplicateFrames: true }).toBuffer()
      : joined.webp({ delay: DELAYS, loop, lossless: true }).toBuffer();
  }

  /** What is seen at a time after the beginning. */
  async function seenAt(bytes: Uint8Array, milliseconds: number): Promise<Rgba> {
    const { delay = [] } = await sharp(bytes, { pages: -1 }).metadata();
    let ends = 0;
    const page = delay.findIndex((each) => {
      ends += each;
      return milliseconds < ends;
    });
    return (await pixelsOf(bytes, page)).at(8, 8);
  }

  const cases = (["gif", "webp"] as const).flatMap((from) =>
    (["gif", "webp"] as const).flatMap((to) =>
      ["w=16", "rot=90", "sat=90", "pad=3", "w=10&h=10&fit=cover", "trim=1&pad=4"].map(
        (query) => [from, to, query] as const,
      ),
    ),
  );

  test.each(cases)("shows the same at each time, from %s as %s with %s", async (from, to, query) => {
    for (const loop of [0, 3]) {
      const { bytes } = await made(await animation(from, loop), `${query}&q=90`, to);
      const after = await sharp(bytes, { pages: -1 }).metadata();
      expect(after.loop).toBe(loop);
      expect(after.delay!.reduce((sum, each) => sum + each, 0)).toBe(790);
      for (const [time, color] of [
        [50, RED],
        [101, BLUE],
        [360, BLUE],
        [395, RED],
        [780, RED],
      ] as const) {
        expect(apart(await seenAt(bytes, time), [...color, 255] as unknown as Rgba), `at ${time} ms`).toBeLessThan(30);
      }
    }
  });

  test("stands still where that is asked for", async () => {
    for (const type of ["webp", "gif", "auto", "auto-avif"] as const) {
      const picture = await made(await animation("gif", 0), "anim=0", type);
      expect((await sharp(picture.bytes, { pages: -1 }).metadata()).pages ?? 1).toBe(1);
      // A plane of one color is smallest as what drawings are answered in.
      expect(picture.contentType).toBe(
        { webp: "image/webp", gif: "image/gif", auto: "image/png", "auto-avif": "image/webp" }[type],
      );
    }
  });
});
