import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { gifHeaderEnd } from "../../../../lib/image/gif-blocks.ts";
import { gifAlone } from "../../../../lib/image/own-pixels/gif.ts";
import { jpegAlone } from "../../../../lib/image/own-pixels/jpeg.ts";
import { pngAlone } from "../../../../lib/image/own-pixels/png.ts";
import { webpAlone } from "../../../../lib/image/own-pixels/webp.ts";
import { newsroomJpeg, privatePicture, SECRET } from "../../../pictures/private.ts";
import { quadrants } from "../../../pictures/quadrants.ts";

async function levelsOf(bytes: Uint8Array): Promise<Buffer> {
  return sharp(bytes, { pages: -1 }).ensureAlpha().raw().toBuffer();
}

async function expectAlone(file: Uint8Array, alone: Uint8Array | undefined): Promise<void> {
  expect(Buffer.from(file).includes(SECRET)).toBe(true);
  expect(Buffer.from(alone!).includes(SECRET)).toBe(false);
  const { exif, xmp, iptc, comments } = await sharp(alone!).metadata();
  expect([exif, xmp, iptc, comments]).toEqual([undefined, undefined, undefined, undefined]);
  expect((await levelsOf(alone!)).equals(await levelsOf(file))).toBe(true);
}

/** A comment, and an application's block that is not about loops. @see GIF89a §24, §26 */
const CHATTER = Buffer.concat([
  Buffer.from([0x21, 0xfe, SECRET.length]),
  Buffer.from(SECRET),
  Buffer.from([0, 0x21, 0xff, 11]),
  Buffer.from("XMP DataXMP"),
  Buffer.from([SECRET.length]),
  Buffer.from(SECRET),
  Buffer.from([0]),
]);

async function chattyGif(): Promise<Buffer> {
  const frames = await Promise.all([0, 180].map((angle) => quadrants(40, 30).rotate(angle).png().toBuffer()));
  const gif = await sharp(frames, { join: { animated: true } })
    .gif({ delay: [70, 300], loop: 5 })
    .toBuffer();
  const begin = gifHeaderEnd(gif);
  return Buffer.concat([gif.subarray(0, begin), CHATTER, gif.subarray(begin), Buffer.from(SECRET)]);
}

describe("a picture's own pixels are all that is left", () => {
  test.each([
    ["a JPEG with EXIF and XMP", () => privatePicture("jpeg", "all")],
    ["a newsroom's JPEG", newsroomJpeg],
    ["a progressive JPEG with a comment and a tail", async () => withTail(await progressive())],
  ])("of %s", async (_name, file) => {
    const jpeg = await file();
    await expectAlone(jpeg, jpegAlone(jpeg));
  });

  test("of a PNG", async () => {
    const png = await privatePicture("png", "all");
    await expectAlone(png, pngAlone(png));
  });

  test("of a WebP", async () => {
    const webp = await privatePicture("webp", "all");
    await expectAlone(webp, webpAlone(webp));
  });

  test("of a GIF, which keeps its times and how often it repeats", async () => {
    const gif = await chattyGif();
    await expectAlone(gif, gifAlone(gif));
    const { pages, delay, loop } = await sharp(gifAlone(gif)!, { pages: -1 }).metadata();
    expect([pages, delay, loop]).toEqual([2, [70, 300], 5]);
  });

  test("with a profile, which says what they mean", async () => {
    const jpeg = await quadrants(40, 30).withIccProfile("p3").jpeg().toBuffer();
    const { icc } = await sharp(jpegAlone(jpeg)!).metadata();
    expect(icc).toEqual((await sharp(jpeg).metadata()).icc);
  });
});

function progressive(): Promise<Buffer> {
  return quadrants(160, 120).jpeg({ progressive: true }).toBuffer();
}

/** A comment behind the signature, and behind the end what phones keep there. */
function withTail(jpeg: Buffer): Buffer {
  const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, SECRET.length + 2]), Buffer.from(SECRET)]);
  return Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2), Buffer.from(SECRET)]);
}

describe("what is not built as it says is not taken apart", () => {
  test.each([
    ["jpeg", jpegAlone],
    ["png", pngAlone],
    ["webp", webpAlone],
    ["gif", gifAlone],
  ] as const)("as a %s", async (format, alone) => {
    const whole = await quadrants(64, 48).toFormat(format).toBuffer();
    expect(alone(whole)).toBeDefined();
    expect(alone(whole.subarray(0, whole.length * 0.7))).toBeUndefined();
  });
});
