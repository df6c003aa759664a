import { deflateSync } from "node:zlib";
import readExif from "exif-reader";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { attributionOf } from "../../../lib/image/attribution/reader.ts";
import { makeMezzanines } from "../../../lib/image/mezzanine.ts";
import { provePicture } from "../../../lib/image/prove.ts";
import { made } from "../../pictures/made.ts";
import { withChunk } from "../../pictures/png-text.ts";
import { COPYRIGHT, CREATOR, newsroomJpeg, privatePicture, SECRET } from "../../pictures/private.ts";
import { quadrants } from "../../pictures/quadrants.ts";

const FORMATS = ["jpeg", "png", "webp", "avif", "tiff"] as const;
const TYPES = ["jpeg", "png", "webp", "avif", "gif"] as const;
const each = FORMATS.flatMap((format) => TYPES.map((type) => [format, type] as const));

/** What is private, wherever it might be. */
async function expectNothingPrivate(bytes: Uint8Array): Promise<void> {
  const { exif, xmp, iptc, comments } = await sharp(bytes).metadata();
  expect(Buffer.from(bytes).includes(SECRET)).toBe(false);
  expect(comments).toBeUndefined();
  expect(iptc).toBeUndefined();
  expect(`${xmp}`).not.toMatch(/GPS|City|Make/);
  const tags = exif === undefined ? undefined : readExif(exif);
  expect(tags?.GPSInfo).toBeUndefined();
  expect(Object.keys(tags?.Image ?? {})).not.toContain("Make");
}

test.each(FORMATS)("the %s that the tests take for private is", async (format) => {
  const { exif, xmp } = await sharp(await privatePicture(format, "all")).metadata();
  // libvips writes EXIF into every type but TIFF.
  if (format !== "tiff") expect(readExif(exif!).GPSInfo?.GPSLatitudeRef).toBe("N");
  expect(xmp!.includes(SECRET)).toBe(true);
});

describe("nothing of a file's metadata leaves", () => {
  test.each(each)("from a %s as %s", async (format, type) => {
    const { bytes } = await made(await privatePicture(format, "all"), "w=64", type);
    await expectNothingPrivate(bytes);
    const { exif, xmp } = await sharp(bytes).metadata();
    expect([exif, xmp]).toEqual([undefined, undefined]);
  });

  test("from a newsroom's JPEG", async () => {
    const { bytes } = await made(await newsroomJpeg(), "w=64", "jpeg");
    await expectNothingPrivate(bytes);
    expect(Buffer.from(bytes).includes("8BIM")).toBe(false);
  });
});

describe("meta=copyright", () => {
  test.each(each.filter(([, type]) => type !== "gif"))(
    "keeps the names, and them alone, from a %s as %s",
    async (format, type) => {
      const { bytes } = await made(await privatePicture(format, "all"), "w=64&meta=copyright", type);
      await expectNothingPrivate(bytes);
      expect(await attributionOf(bytes)).toEqual({ creator: CREATOR, copyright: COPYRIGHT });
      const { exif } = await sharp(bytes).metadata();
      expect(Object.keys(readExif(exif!).Image ?? {})).toEqual(expect.arrayContaining(["Artist", "Copyright"]));
    },
  );

  test.each([
    ["EXIF", () => privatePicture("jpeg", "exif"), { creator: "Ada in EXIF", copyright: "(c) Ada in EXIF" }],
    ["XMP", () => privatePicture("png", "xmp"), { creator: CREATOR, copyright: COPYRIGHT }],
    ["IPTC", () => newsroomJpeg(), { creator: "Zoë", copyright: COPYRIGHT }],
  ])("finds them in %s", async (_place, original, attribution) => {
    const { bytes } = await made(await original(), "w=64&meta=copyright", "webp");
    await expectNothingPrivate(bytes);
    expect(await attributionOf(bytes)).toEqual(attribution);
  });

  test.each([0, 1])("finds them in a PNG's international text, compressed: %i", async (isCompressed) => {
    const { xmp } = await sharp(await privatePicture("jpeg", "xmp")).metadata();
    const body = isCompressed === 1 ? deflateSync(xmp!) : xmp!;
    const text = Buffer.concat([Buffer.from(`XML:com.adobe.xmp\0${String.fromCharCode(isCompressed)}\0en\0\0`), body]);
    const png = withChunk(await quadrants(16, 16).png().toBuffer(), "iTXt", text);
    expect(await attributionOf(png)).toEqual({ creator: CREATOR, copyright: COPYRIGHT });
  });

  test.each([
    ["a picture that names nobody", () => privatePicture("jpeg", "nothing")],
    ["one without metadata", () => quadrants(160, 120).jpeg().toBuffer()],
  ])("adds nothing to %s", async (_name, original) => {
    const { bytes } = await made(await original(), "w=64&meta=copyright", "jpeg");
    const { exif, xmp } = await sharp(bytes).metadata();
    expect([exif, xmp]).toEqual([undefined, undefined]);
  });

  test("keeps them through a turn and an effect", async () => {
    const { bytes } = await made(await privatePicture("jpeg", "all"), "w=64&meta=copyright&rot=90&blur=3", "jpeg");
    expect(await attributionOf(bytes)).toEqual({ creator: CREATOR, copyright: COPYRIGHT });
  });

  test("keeps them in what is made of a mezzanine", async () => {
    const original = await privatePicture("jpeg", "all", 2600);
    const mezzanine = (await makeMezzanines(original, await provePicture(original), 60)).get(1280)!.bytes;
    await expectNothingPrivate(mezzanine);
    expect(await attributionOf(mezzanine)).toEqual({ creator: CREATOR, copyright: COPYRIGHT });
  });

  test.each([
    "<x:xmpmeta><dc:creator>Ada",
    "<x:xmpmeta><dc:creator></x:xmpmeta>",
    "8BIM\x04\x04\0\0\xff\xff\xff\xff\x1c\x02\x50\xff\xff",
  ])("is not led astray by %j", async (text) => {
    const jpeg = Buffer.concat([await quadrants(16, 16).jpeg().toBuffer(), Buffer.from(text, "latin1")]);
    expect(await attributionOf(jpeg)).toBeUndefined();
  });
});

test("Content Credentials are seen in the original, and in no variant", async () => {
  const type = Buffer.from("6332706100110010800000aa00389b71", "hex");
  const box = Buffer.concat([Buffer.from("\0\0\0\x1ejumd"), type, Buffer.from("\x03c2pa\0")]);
  const png = withChunk(await quadrants(16, 16).png().toBuffer(), "caBX", box);
  expect((await provePicture(png)).hasContentCredentials).toBe(true);
  expect((await provePicture(await quadrants(16, 16).png().toBuffer())).hasContentCredentials).toBeUndefined();
  const { bytes } = await made(png, "meta=copyright");
  expect((await provePicture(bytes)).hasContentCredentials).toBeUndefined();
});
