import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { isWholeGif } from "../../../lib/image/gif-blocks.ts";
import { countJpegScans } from "../../../lib/image/jpeg-scans.ts";
import { countPages } from "../../../lib/image/page-count.ts";
import { withoutText } from "../../../lib/image/png-text.ts";
import { provePicture } from "../../../lib/image/prove.ts";
import { pngWithText } from "../../pictures/png-text.ts";
import { quadrants } from "../../pictures/quadrants.ts";

function codeOf(bytes: Uint8Array): Promise<string | undefined> {
  return provePicture(bytes).then(
    () => undefined,
    (error: { problem: { code: string } }) => error.problem.code,
  );
}

/** @param frame an even number of characters */
function webpOf(frames: number, frame: string): Buffer {
  const chunk = (type: string, data: Buffer) => Buffer.concat([Buffer.from(type), uint32(data.length), data]);
  const extended = chunk("VP8X", Buffer.from([2, ...Array(9).fill(0)]));
  const chunks = [extended, ...Array<Buffer>(frames).fill(chunk("ANMF", Buffer.from(frame)))];
  return chunk("RIFF", Buffer.concat([Buffer.from("WEBP"), ...chunks]));
}

const TIFF_HEAD_BYTES = 10;

/** Pages of one gray pixel, the same in all of them. */
function tiffOf(pages: number): Buffer {
  const [short, long] = [3, 4];
  const entries = [
    ...[
      [256, long, 1],
      [257, long, 1],
      [258, short, 8],
      [259, short, 1],
      [262, short, 1],
    ],
    ...[
      [273, long, 8],
      [277, short, 1],
      [278, long, 1],
      [279, long, 1],
    ],
  ].map(([tag = 0, type = 0, value = 0]) => Buffer.concat([uint16(tag), uint16(type), uint32(1), uint32(value)]));
  const bytes = 2 + entries.length * 12 + 4;
  const directories = Array.from({ length: pages }, (_, page) => {
    const next = page === pages - 1 ? 0 : TIFF_HEAD_BYTES + (page + 1) * bytes;
    return Buffer.concat([uint16(entries.length), ...entries, uint32(next)]);
  });
  return Buffer.concat([Buffer.from("II*\0"), uint32(TIFF_HEAD_BYTES), uint16(0), ...directories]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

describe("a PNG's text", () => {
  test("is not inflated, however much it is", async () => {
    const bomb = await pngWithText(20, 50_000_000);
    const before = process.memoryUsage().rss;
    expect(await provePicture(bomb)).toMatchObject({ format: "png", width: 10, height: 10 });
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  test("goes, and nothing else does", async () => {
    const plain = await quadrants(10, 10).png().toBuffer();
    expect(Buffer.from(withoutText(await pngWithText(3, 100))).equals(plain)).toBe(true);
    expect(withoutText(plain)).toBe(plain);
  });
});

test("what decodes pictures reads none of a kind that is not taken", async () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"/>');
  await expect(sharp(svg).metadata()).rejects.toThrow("unsupported image format");
  expect(await codeOf(await quadrants(8, 8).tiff().toBuffer())).toBeUndefined();
});

describe("a picture that is cut short", () => {
  test.each(["jpeg", "png", "webp", "gif", "tiff", "avif"] as const)(
    "is refused as %s, wherever the cut is",
    async (format) => {
      const whole = await quadrants(64, 64).toFormat(format).toBuffer();
      expect(await codeOf(whole)).toBeUndefined();
      for (const part of [0.3, 0.5, 0.8]) {
        expect(await codeOf(whole.subarray(0, Math.floor(whole.length * part)))).toBe("image-undecodable");
      }
    },
  );

  test("is refused however many are decoded at the same time", async () => {
    const jpeg = await quadrants(640, 480).jpeg().toBuffer();
    const cut = jpeg.subarray(0, jpeg.length / 2);
    const codes = await Promise.all(Array.from({ length: 400 }, () => codeOf(cut)));
    expect(new Set(codes)).toEqual(new Set(["image-undecodable"]));
  });

  test("a GIF whose trailer alone is missing is none", async () => {
    const gif = await quadrants(20, 20).gif().toBuffer();
    expect(isWholeGif(gif)).toBe(true);
    expect(isWholeGif(gif.subarray(0, -1))).toBe(true);
    expect(isWholeGif(gif.subarray(0, -3))).toBe(false);
    expect(isWholeGif(Buffer.concat([gif, Buffer.from("more")]))).toBe(true);
  });
});

describe("limits", () => {
  test("a JPEG of too many scans is refused before it is decoded", async () => {
    const jpeg = await quadrants(16, 16).jpeg().toBuffer();
    const scan = jpeg.subarray(jpeg.indexOf(Buffer.from([0xff, 0xda])), -2);
    const bomb = Buffer.concat([jpeg.subarray(0, -2), ...Array<Buffer>(600).fill(scan), jpeg.subarray(-2)]);
    expect(await codeOf(bomb)).toBe("image-too-large");
  });

  test("a JPEG of scans that are too many for its size is refused before it is decoded", async () => {
    const jpeg = await quadrants(16, 16).jpeg().toBuffer();
    const scan = jpeg.subarray(jpeg.indexOf(Buffer.from([0xff, 0xda])), -2);
    const scanned = Buffer.concat([jpeg.subarray(0, -2), ...Array<Buffer>(20).fill(scan), jpeg.subarray(-2)]);
    const frame = scanned.indexOf(Buffer.from([0xff, 0xc0]));
    scanned.writeUInt16BE(7_000, frame + 5);
    scanned.writeUInt16BE(7_000, frame + 7);
    expect(countJpegScans(scanned)).toBe(21);
    expect(await codeOf(scanned)).toBe("image-too-large");
  });

  test.each([
    [16_385, 1],
    [1, 16_385],
    [8_000, 6_300],
  ])("%i × %i px is too large", async (width, height) => {
    const png = await sharp({ create: { width, height, channels: 3, background: "red" } })
      .png()
      .toBuffer();
    expect(await codeOf(png)).toBe("image-too-large");
  });

  test("an animation of 257 frames is too large", async () => {
    const frames = Buffer.alloc(257 * 4 * 3);
    for (let i = 0; i < frames.length; i++) frames[i] = (i * 37) % 256;
    const gif = await sharp(frames, { raw: { width: 2, height: 2 * 257, channels: 3, pageHeight: 2 } })
      .gif()
      .toBuffer();
    expect((await sharp(gif, { pages: -1 }).metadata()).pages).toBe(257);
    expect(await codeOf(gif)).toBe("image-too-large");
  });

  test("a WebP of too many frames is refused before anybody looks at one of them", async () => {
    expect(await codeOf(webpOf(256, "no frame at all."))).toBe("image-undecodable");
    expect(await codeOf(webpOf(257, "no frame at all."))).toBe("image-too-large");
  });

  test("a TIFF of 257 pages is too large, and a loop of pages ends", async () => {
    expect(await codeOf(tiffOf(256))).toBeUndefined();
    expect(await codeOf(tiffOf(257))).toBe("image-too-large");
    const loop = tiffOf(2);
    loop.writeUInt32LE(TIFF_HEAD_BYTES, loop.length - 4);
    expect(countPages(loop, "tiff", 1_000)).toBe(1_000);
    expect(await codeOf(loop)).toBe("image-too-large");
  });

  test.each(["gif", "webp"] as const)("the frames of a %s are those that the decoder finds", async (format) => {
    const raw = { width: 8, height: 8 * 5, channels: 3, pageHeight: 8 } as const;
    const frames = Buffer.from(Array.from({ length: 8 * 8 * 5 * 3 }, (_, at) => (at * 37) % 256));
    const animation = await sharp(frames, { raw }).toFormat(format).toBuffer();
    expect(countPages(animation, format, 100)).toBe((await sharp(animation).metadata()).pages);
    expect(countPages(animation, format, 3)).toBe(3);
    const still = await quadrants(8, 8).toFormat(format).toBuffer();
    expect(countPages(still, format, 100)).toBe(1);
  });
});
