import sharp from "sharp";
import { expect, test } from "vitest";
import { provePicture } from "../../../lib/image/prove.ts";
import { quadrants } from "../../pictures/quadrants.ts";

const plain = () => quadrants(16, 16);

test.each([
  ["a JPEG without a profile", () => plain().jpeg(), "rgb", 8, null],
  ["sRGB", () => plain().withIccProfile("srgb").png(), "rgb", 8, "srgb"],
  ["Display P3", () => plain().withIccProfile("p3").webp(), "rgb", 8, "display-p3"],
  ["CMYK", () => plain().toColourspace("cmyk").withIccProfile("cmyk").jpeg(), "cmyk", 8, "other"],
  ["16 bits", () => plain().toColourspace("rgb16").png(), "rgb", 16, null],
  ["gray of 16 bits", () => plain().toColourspace("grey16").png(), "gray", 16, null],
  ["a palette of two bits", () => plain().png({ palette: true, colours: 4 }), "rgb", 8, null],
  ["a fax", () => plain().toColourspace("b-w").tiff({ bitdepth: 1 }), "gray", 1, null],
] as const)("%s is told", async (_what, write, model, bitDepth, profile) => {
  expect((await provePicture(await write().toBuffer())).colorSpace).toEqual({ model, bitDepth, profile });
});

test("a profile is told by its primaries, and never by what it calls itself", async () => {
  const png = await plain().withIccProfile("p3").png().toBuffer();
  const icc = (await sharp(png).metadata()).icc!;
  const name = icc.readUInt32BE(icc.indexOf("desc") + 4);
  const named = Buffer.from(icc).fill("Ada's Mac", name + 28, name + 40);
  const jpeg = await plain().jpeg().toBuffer();
  const label = Buffer.from("ICC_PROFILE\0\x01\x01", "latin1");
  const head = Buffer.from([0xff, 0xe2, 0, 0]);
  head.writeUInt16BE(2 + label.length + named.length, 2);
  const bytes = Buffer.concat([jpeg.subarray(0, 2), head, label, named, jpeg.subarray(2)]);
  expect(bytes.includes("Ada's Mac")).toBe(true);
  const proof = await provePicture(bytes);
  expect(proof.colorSpace?.profile).toBe("display-p3");
  expect(JSON.stringify(proof)).not.toContain("Ada");
});

test("an animation's times are noted, once where all are the same", async () => {
  const frames = Buffer.from(Array.from({ length: 3 * 4 * 4 * 3 }, (_, at) => (at * 37) % 256));
  const raw = { width: 4, height: 12, channels: 3, pageHeight: 4 } as const;
  const timingOf = async (delay: number[], loop: number) =>
    (await provePicture(await sharp(frames, { raw }).gif({ delay, loop }).toBuffer())).timing;
  expect(await timingOf([100, 250, 70], 3)).toEqual({ delays: [100, 250, 70], loop: 3 });
  expect(await timingOf([40, 40, 40], 0)).toEqual({ delays: [40], loop: 0 });
});
