import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { makeMezzanines } from "../../../lib/image/mezzanine.ts";
import { provePicture } from "../../../lib/image/prove.ts";
import { made } from "../../pictures/made.ts";
import { apart, pixelsOf, type Rgba } from "../../pictures/pixels.ts";

const ORANGE: Rgba = [200, 100, 50, 255];

function flat([r, g, b]: readonly number[], edge = 200) {
  return sharp({ create: { width: edge, height: edge, channels: 3, background: { r: r!, g: g!, b: b! } } });
}

/** What a viewer without a wide screen sees: the colors by their profile. */
async function seenIn(bytes: Uint8Array): Promise<Rgba> {
  return (await pixelsOf(bytes)).at(5, 5);
}

/** The numbers as they are stored, whatever the profile says of them. */
async function storedIn(bytes: Uint8Array): Promise<readonly number[]> {
  const { data } = await sharp(bytes, { ignoreIcc: true }).raw().toBuffer({ resolveWithObject: true });
  return [...data.subarray(0, 3)];
}

async function profileOf(bytes: Uint8Array): Promise<Buffer | undefined> {
  return (await sharp(bytes).metadata()).icc;
}

/** A green that sRGB does not have, as Display P3 numbers. */
const p3Green = () =>
  flat([0, 255, 0])
    .png()
    .toBuffer()
    .then((png) => sharp(png).withIccProfile("p3").png().toBuffer());

async function vividP3(edge = 200): Promise<Buffer> {
  const { icc } = await sharp(await p3Green()).metadata();
  const jpeg = await flat([0, 250, 0], edge).jpeg({ quality: 100, chromaSubsampling: "4:4:4" }).toBuffer();
  return withProfile(jpeg, icc!);
}

/** A JPEG with a profile that says what its numbers mean, which are as they were. @see ICC.1:2022 B.4 */
function withProfile(jpeg: Buffer, icc: Buffer): Buffer {
  const label = Buffer.from("ICC_PROFILE\0\x01\x01", "latin1");
  const segment = Buffer.alloc(4);
  segment.writeUInt16BE(0xffe2, 0);
  segment.writeUInt16BE(2 + label.length + icc.length, 2);
  return Buffer.concat([jpeg.subarray(0, 2), segment, label, icc, jpeg.subarray(2)]);
}

describe("a profile is honored", () => {
  test.each(["8", "16"])("in a PNG of %s bits a channel", async (bits) => {
    const deep = flat(ORANGE).toColourspace(bits === "16" ? "rgb16" : "srgb");
    const png = await deep.withIccProfile("p3").png().toBuffer();
    expect((await sharp(png).metadata()).depth).toBe(bits === "16" ? "ushort" : "uchar");
    expect(apart(await seenIn((await made(png, "w=50", "jpeg")).bytes), ORANGE)).toBeLessThan(4);
  });

  test("in a TIFF of 16 bits a channel", async () => {
    const tiff = await flat(ORANGE)
      .toColourspace("rgb16")
      .withIccProfile("p3")
      .tiff({ compression: "deflate" })
      .toBuffer();
    expect((await sharp(tiff).metadata()).depth).toBe("ushort");
    expect(apart(await seenIn((await made(tiff, "w=50", "jpeg")).bytes), ORANGE)).toBeLessThan(4);
  });

  test.each(["jpeg", "tiff"] as const)("in a %s of CMYK, with a profile or without", async (format) => {
    const cmyk = await flat(ORANGE).toColourspace("cmyk").withIccProfile("cmyk").toFormat(format).toBuffer();
    const bare = await sharp(cmyk).toColourspace("cmyk").pipelineColourspace("cmyk").toFormat(format).toBuffer();
    expect((await sharp(bare).metadata()).hasProfile).toBe(false);
    for (const original of [cmyk, bare]) {
      expect((await sharp(original).metadata()).space).toBe("cmyk");
      expect(apart(await seenIn((await made(original, "w=50", "png")).bytes), ORANGE)).toBeLessThan(32);
    }
  });
});

describe("a wide gamut", () => {
  test.each(["jpeg", "webp", "avif", "png"] as const)("stays wide in a %s, with its profile", async (type) => {
    const original = await vividP3();
    const { bytes } = await made(original, "w=180", type);
    expect(await profileOf(bytes)).toEqual(await profileOf(original));
    expect(Math.abs((await storedIn(bytes))[1]! - 250)).toBeLessThan(6);
  });

  test.each([
    ["an icon", "w=100", "jpeg"],
    ["a GIF", "w=180", "gif"],
    ["a turned picture", "w=180&rot=90", "jpeg"],
    ["an adjusted one", "w=180&contrast=101", "jpeg"],
    ["one on a color of the URL", "w=180&bg=fff", "jpeg"],
  ] as const)("becomes sRGB in %s", async (_name, query, type) => {
    const { bytes } = await made(await vividP3(), query, type);
    expect(await profileOf(bytes)).toBeUndefined();
    expect(apart(await seenIn(bytes), [0, 255, 0, 255])).toBeLessThan(12);
  });

  test("is as wide in a mezzanine", async () => {
    const original = await vividP3(1400);
    const mezzanine = (await makeMezzanines(original, await provePicture(original), 60)).get(1280)!.bytes;
    expect(await profileOf(mezzanine)).toEqual(await profileOf(original));
    expect(Math.abs((await storedIn(mezzanine))[1]! - 250)).toBeLessThan(4);
  });

  test("is none where a profile is sRGB's own", async () => {
    const original = await flat(ORANGE).withIccProfile("srgb").jpeg().toBuffer();
    expect(await profileOf(original)).toBeDefined();
    expect((await provePicture(original)).isWideGamut).toBeUndefined();
    expect(await profileOf((await made(original, "w=180", "jpeg")).bytes)).toBeUndefined();
  });
});

test("a gain map is left out whole, and the picture stays what it is without", async () => {
  const base = await flat(ORANGE).jpeg({ quality: 95 }).toBuffer();
  const map = await flat([128, 128, 128], 50).jpeg().toBuffer();
  const xmp = Buffer.from(
    'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" hdrgm:Version="1.0"/></rdf:RDF></x:xmpmeta>',
  );
  const segment = Buffer.alloc(4);
  segment.writeUInt16BE(0xffe1, 0);
  segment.writeUInt16BE(2 + xmp.length, 2);
  const original = Buffer.concat([base.subarray(0, 2), segment, xmp, base.subarray(2), map]);
  const { bytes } = await made(original, "w=100", "jpeg");
  expect(Buffer.from(bytes).includes("hdrgm")).toBe(false);
  expect(Buffer.from(bytes).indexOf(Buffer.from([0xff, 0xd8, 0xff]), 2)).toBe(-1);
  expect(apart(await seenIn(bytes), ORANGE)).toBeLessThan(6);
});

test("a gradient of 16 bits has no step that 8 bits could do without, whichever source is at hand", async () => {
  const width = 1_600;
  const deep = new Uint16Array(width * 32 * 3);
  for (let at = 0; at < deep.length; at++)
    deep[at] = Math.round((20_000 * (Math.floor(at / 3) % width)) / width) + 9_000;
  const raw = { width, height: 32, channels: 3 } as const;
  const original = await sharp(deep, { raw }).toColourspace("rgb16").png().toBuffer();
  expect(await sharp(original).metadata()).toMatchObject({ depth: "ushort" });
  const mezzanines = await makeMezzanines(original, await provePicture(original), 30);
  for (const source of [original, ...[...mezzanines.values()].map(({ bytes }) => bytes)]) {
    const picture = await pixelsOf((await made(source, "w=800", "png")).bytes);
    for (let x = 4; x < 796; x++) {
      const ideal = ((20_000 * (x + 0.5)) / 800 + 9_000) / 257;
      expect(Math.abs(picture.at(x, 8)[0] - ideal), `at ${x}`).toBeLessThan(1.6);
    }
  }
});
