import { readFile } from "node:fs/promises";
import sharp, { type Sharp } from "sharp";
import { expect, test } from "vitest";
import { makeMezzanines } from "../../../lib/image/mezzanine.ts";
import { planRendering } from "../../../lib/image/plan.ts";
import { provePicture } from "../../../lib/image/prove.ts";
import { render } from "../../../lib/image/render.ts";
import type { Transform } from "../../../lib/url/parameters.ts";
import { screenshot } from "../../pictures/drawing.ts";
import { cornersOf, quadrants } from "../../pictures/quadrants.ts";

const PHOTO = new URL("../../../dev/demo/sunset.jpg", import.meta.url);

/** More than mezzanines take on any machine. */
const SECONDS = 60;

/** How far two pictures of one size are apart: the mean difference of a channel, of 255. */
async function distance(one: Uint8Array, other: Uint8Array): Promise<number> {
  const [a, b] = await Promise.all([one, other].map((bytes) => sharp(bytes).removeAlpha().raw().toBuffer()));
  return a!.reduce((sum, value, i) => sum + Math.abs(value - b![i]!), 0) / a!.length;
}

test.each<[string, Transform]>([
  ["a plain size", { width: 800 }],
  ["a crop by focal point", { width: 400, height: 400, fit: "cover", focalPoint: [80, 20] }],
  ["a crop by compass", { width: 300, height: 500, fit: "cover", gravity: "southeast" }],
  ["a turned and mirrored one", { width: 500, rotate: "270", flip: "v" }],
  ["a crop by attention", { width: 200, height: 500, fit: "cover", gravity: "attention" }],
  ["a crop by entropy", { width: 300, height: 500, fit: "cover", gravity: "entropy" }],
  ["a turned crop by attention", { width: 500, height: 200, rotate: "90", fit: "cover", gravity: "attention" }],
  ["a padded one", { width: 600, height: 600, fit: "contain", background: "336699" }],
  ["a blurred one", { width: 500, blur: 4 }],
  ["a sharpened one", { width: 500, sharpen: true }],
  ["a recolored one", { width: 500, saturation: 150, hue: 40, contrast: 120 }],
  ["one of squares", { width: 500, pixelate: 20 }],
  ["a round one with a margin", { width: 500, round: 2048, pad: 20, background: "ffffff" }],
])("%s is the same picture from a mezzanine as from the original", async (_name, transform) => {
  const original = await readFile(PHOTO);
  const proof = await provePicture(original);
  const plan = planRendering(proof, { ...transform, quality: 95 }, "jpeg", [1280]);
  expect(plan.rung).toBe(1280);
  const fixed = (await makeMezzanines(original, proof, SECONDS)).get(1280)!.bytes;
  const direct = await render(original, planRendering(proof, { ...transform, quality: 95 }, "jpeg", []), fixed);
  const viaRung = await render(fixed, plan);
  expect([viaRung.width, viaRung.height]).toEqual([direct.width, direct.height]);
  // A shift of one pixel in this photograph is a distance of over 3.
  expect(await distance(viaRung.bytes, direct.bytes)).toBeLessThan(1.5);
});

test("a smart crop shows the same part at every size", async () => {
  const original = await readFile(PHOTO);
  const proof = await provePicture(original);
  const crop = (width: number): Transform => ({ width, height: width * 2, fit: "cover", gravity: "attention" });
  const made = await Promise.all(
    [100, 400].map((width) => render(original, planRendering(proof, { ...crop(width), quality: 95 }, "jpeg", []))),
  );
  const large = await sharp(made[1]!.bytes).resize(100, 200).png().toBuffer();
  expect(await distance(made[0]!.bytes, large)).toBeLessThan(3);
});

test("a mezzanine is upright, whatever the camera said", async () => {
  const turned = await quadrants(1500, 1000).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  const mezzanine = (await makeMezzanines(turned, await provePicture(turned), SECONDS)).get(1280)!;
  const { width, height, orientation } = await sharp(mezzanine.bytes).metadata();
  expect([width, height, orientation]).toEqual([856, 1280, undefined]);
  expect(await cornersOf(mezzanine.bytes)).toEqual(["blue", "red", "white", "green"]);
});

test.each([300, 150])("a thumbnail of %i px is not shifted by the decoder that scales a mezzanine", async (width) => {
  // 853 px high as a mezzanine, were it not for the grid.
  const original = await fineLines(1920, 1280).jpeg({ quality: 95, chromaSubsampling: "4:4:4" }).toBuffer();
  const proof = await provePicture(original);
  const mezzanine = (await makeMezzanines(original, proof, SECONDS)).get(1280)!.bytes;
  const transform: Transform = { width, quality: 95 };
  const [direct, viaRung] = await Promise.all([
    render(original, planRendering(proof, transform, "jpeg", [])),
    render(mezzanine, planRendering(proof, transform, "jpeg", [1280])),
  ]);
  // Off the grid it is 15 and 13; what is left is of scaling such lines twice.
  expect(await distance(viaRung.bytes, direct.bytes)).toBeLessThan(9);
});

/** Level lines, fourteen px each: half a pixel up or down in a thumbnail is seen in all of them. */
function fineLines(width: number, height: number): Sharp {
  const pixels = Buffer.alloc(width * height * 3, 0);
  for (let y = 0; y < height; y++) if (y % 28 < 14) pixels.fill(255, y * width * 3, (y + 1) * width * 3);
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

test("a transparent picture's mezzanine has lost nothing but pixels", async () => {
  const seeThrough = { create: { width: 1600, height: 1200, channels: 4, background: "#ff000040" } } as const;
  const original = await sharp(seeThrough)
    .composite([{ input: await quadrants(800, 600).png().toBuffer() }])
    .png()
    .toBuffer();
  const proof = await provePicture(original);
  const mezzanines = await makeMezzanines(original, proof, SECONDS);
  expect([...mezzanines].map(([edge, { contentType }]) => [edge, contentType])).toEqual([[1280, "image/webp"]]);
  const { bytes } = mezzanines.get(1280)!;
  const direct = await sharp(original).resize(1280).raw().toBuffer();
  expect((await sharp(bytes).raw().toBuffer()).equals(direct)).toBe(true);
});

test("a drawing's mezzanine has every edge as it is, and its variants are as crisp as from the original", async () => {
  const original = await screenshot(1920, 1200);
  const proof = await provePicture(original);
  const { bytes, contentType } = (await makeMezzanines(original, proof, SECONDS)).get(1280)!;
  expect(contentType).toBe("image/webp");
  const transform = { width: 640 };
  const [small, direct] = await Promise.all([
    render(bytes, planRendering(proof, transform, "auto-webp", [1280], original.length)),
    render(original, planRendering(proof, transform, "auto-webp", [], original.length)),
  ]);
  expect(await distance(small.bytes, direct.bytes)).toBeLessThan(2);
});

test.each(["jpeg", "webp", "avif", "auto-webp"] as const)(
  "a photograph's %s, which is written without a look at it, is what would have come of one",
  async (extension) => {
    const original = await readFile(PHOTO);
    const proof = await provePicture(original);
    const mezzanine = (await makeMezzanines(original, proof, SECONDS)).get(1280)!.bytes;
    // Only a JPEG says that a photograph is in it.
    const unsaid = await sharp(mezzanine).png().toBuffer();
    for (const transform of [{ width: 400 }, { width: 300, height: 300, fit: "cover" }] satisfies Transform[]) {
      const plan = planRendering(proof, transform, extension, [1280], original.length);
      const [straight, seen] = await Promise.all([mezzanine, unsaid].map((source) => render(source, plan)));
      expect(straight!.etag).toBe(seen!.etag);
    }
  },
);
