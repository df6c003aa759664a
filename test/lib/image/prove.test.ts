import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { isWholeGif } from "../../../lib/image/gif-blocks.ts";
import { countJpegScans } from "../../../lib/image/jpeg-scans.ts";
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
});
