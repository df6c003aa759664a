import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { planRendering } from "../../../lib/image/plan.ts";
import { provePicture } from "../../../lib/image/prove.ts";
import { render } from "../../../lib/image/render.ts";
import { withinBudget } from "../../../lib/time-budget.ts";
import type { Transform } from "../../../lib/url/parameters.ts";
import type { Extension } from "../../../lib/url/variant-key.ts";
import { apart, pixelsOf } from "../../pictures/pixels.ts";
import { type Corner, cornersOf, GRAIN, quadrants } from "../../pictures/quadrants.ts";

async function made(original: Uint8Array, transform: Transform, extension: Exclude<Extension, "json"> = "png") {
  return render(original, planRendering(await provePicture(original), transform, extension, [], original.length));
}

type Grid = readonly (Corner | "other")[];

/** The plain meaning of turning and mirroring, on four squares. */
function turnedGrid([a, b, c, d]: Grid, { rotate, flip }: Transform): Grid {
  let grid: Grid = [a!, b!, c!, d!];
  for (let turns = Number(rotate ?? 0) / 90; turns > 0; turns--) grid = [grid[2]!, grid[0]!, grid[3]!, grid[1]!];
  if (flip?.includes("h")) grid = [grid[1]!, grid[0]!, grid[3]!, grid[2]!];
  if (flip?.includes("v")) grid = [grid[2]!, grid[3]!, grid[0]!, grid[1]!];
  return grid;
}

const UPRIGHT: Grid = ["red", "green", "blue", "white"];
const ROTATIONS = ["0", "90", "180", "270"] as const;
const FLIPS = [undefined, "h", "v", "hv"] as const;

describe("turning", () => {
  const cases = ROTATIONS.flatMap((rotate) => FLIPS.map((flip) => ({ rotate, ...(flip && { flip }) })));

  test.each(cases)("rot=$rotate flip=$flip turns, then mirrors, then fits the box", async (turn) => {
    const original = await quadrants(120, 80).png().toBuffer();
    const picture = await made(original, { ...turn, width: 60 });
    const isQuarter = turn.rotate === "90" || turn.rotate === "270";
    expect([picture.width, picture.height]).toEqual(isQuarter ? [60, 90] : [60, 40]);
    expect(await cornersOf(picture.bytes)).toEqual(turnedGrid(UPRIGHT, turn));
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])("a picture of EXIF orientation %i comes out upright", async (orientation) => {
    const original = await storedAs(orientation);
    const proof = await provePicture(original);
    expect([proof.width, proof.height]).toEqual([120, 80]);
    const picture = await made(original, { width: 60 }, "jpeg");
    expect([picture.width, picture.height]).toEqual([60, 40]);
    expect(await cornersOf(picture.bytes)).toEqual(UPRIGHT);
  });

  test.each([3, 6, 7])("rect, rot and flip see the upright picture of orientation %i", async (orientation) => {
    const original = await storedAs(orientation);
    const rightHalf = await made(original, { rect: [60, 0, 60, 80], rotate: "90", flip: "h" }, "jpeg");
    expect([rightHalf.width, rightHalf.height]).toEqual([80, 60]);
    expect(await cornersOf(rightHalf.bytes)).toEqual(["green", "white", "green", "white"]);
  });

  test("every frame of an animation is turned", async () => {
    const original = await animation();
    const picture = await made(original, { rotate: "90", width: 40 }, "webp");
    expect([picture.width, picture.height]).toEqual([40, 60]);
    const after = await sharp(picture.bytes, { pages: -1 }).metadata();
    expect({ pages: after.pages, delay: after.delay, loop: after.loop }).toEqual({
      pages: 2,
      delay: [100, 300],
      loop: 3,
    });
    expect(await cornersOf(picture.bytes, 0)).toEqual(turnedGrid(UPRIGHT, { rotate: "90" }));
    expect(await cornersOf(picture.bytes, 1)).toEqual(turnedGrid(["white", "blue", "green", "red"], { rotate: "90" }));
  });
});

/** The upright quadrants as a camera stores them that was held otherwise. */
async function storedAs(orientation: number): Promise<Buffer> {
  const angle = [0, 0, 180, 180, 90, 270, 270, 90][orientation - 1]!;
  const isMirrored = [2, 4, 5, 7].includes(orientation);
  const turned = await quadrants(120, 80).rotate(angle).png().toBuffer();
  const stored = await sharp(turned).flop(isMirrored).png().toBuffer();
  return sharp(stored).withMetadata({ orientation }).jpeg({ quality: 95, chromaSubsampling: "4:4:4" }).toBuffer();
}

async function animation(): Promise<Buffer> {
  const first = await quadrants(120, 80, GRAIN).ensureAlpha().raw().toBuffer();
  const second = await sharp(await quadrants(120, 80, GRAIN).png().toBuffer())
    .rotate(180)
    .ensureAlpha()
    .raw()
    .toBuffer();
  return sharp(Buffer.concat([first, second]), { raw: { width: 120, height: 160, channels: 4, pageHeight: 80 } })
    .gif({ delay: [100, 300], loop: 3 })
    .toBuffer();
}

describe("fitting", () => {
  test.each<[string, Transform, [number, number]]>([
    ["inside keeps the ratio", { width: 60, height: 60 }, [60, 40]],
    ["one side brings the other", { height: 40 }, [60, 40]],
    ["outside covers the box and is not cropped", { width: 40, height: 40, fit: "outside" }, [60, 40]],
    ["cover is the box", { width: 40, height: 40, fit: "cover" }, [40, 40]],
    ["contain is the box", { width: 60, height: 60, fit: "contain" }, [60, 60]],
    ["fill is the box, out of shape", { width: 60, height: 60, fit: "fill" }, [60, 60]],
    ["nothing grows unasked", { width: 400 }, [120, 80]],
    ["a cover that is too large keeps its shape", { width: 400, height: 400, fit: "cover" }, [80, 80]],
    ["enlarge grows", { width: 240, enlarge: true }, [240, 160]],
    ["a rectangle is clipped to the picture", { rect: [100, 60, 100, 100] }, [20, 20]],
  ])("%s", async (_sentence, transform, size) => {
    const picture = await made(await quadrants(120, 80).png().toBuffer(), transform);
    expect([picture.width, picture.height]).toEqual(size);
  });

  test.each<[string, Transform, Grid]>([
    ["west", { gravity: "west" }, ["red", "red", "blue", "blue"]],
    ["east", { gravity: "east" }, ["green", "green", "white", "white"]],
    ["center", {}, UPRIGHT],
    ["a focal point at the right", { focalPoint: [100, 50] }, ["green", "green", "white", "white"]],
    ["a focal point in the middle", { focalPoint: [50, 50] }, UPRIGHT],
  ])("a cropping fit shows the part at %s", async (_name, transform, corners) => {
    const picture = await made(await quadrants(120, 40).png().toBuffer(), {
      width: 40,
      height: 40,
      fit: "cover",
      ...transform,
    });
    expect(await cornersOf(picture.bytes)).toEqual(corners);
  });

  test.each(["attention", "entropy"] as const)("g=%s makes exactly the box", async (gravity) => {
    const picture = await made(await quadrants(120, 80).png().toBuffer(), {
      width: 33,
      height: 44,
      fit: "cover",
      gravity,
    });
    expect([picture.width, picture.height]).toEqual([33, 44]);
  });

  test("contain pads with the background, above and below", async () => {
    const picture = await made(await quadrants(120, 80).png().toBuffer(), {
      width: 60,
      height: 80,
      fit: "contain",
      background: "ffffff",
    });
    const { data } = await sharp(picture.bytes)
      .extract({ left: 30, top: 2, width: 1, height: 1 })
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([...data.subarray(0, 3)]).toEqual([255, 255, 255]);
  });
});

describe("types", () => {
  const see = { r: 0, g: 0, b: 0, alpha: 0 };

  test.each<[Exclude<Extension, "json">, string, string]>([
    ["auto-avif", "image/avif", "image/avif"],
    ["auto-webp", "image/webp", "image/webp"],
    ["auto", "image/jpeg", "image/png"],
    ["jpeg", "image/jpeg", "image/png"],
    ["png", "image/png", "image/png"],
    ["gif", "image/gif", "image/gif"],
  ])("%s is %s for an opaque picture and %s for a transparent one", async (extension, opaque, transparent) => {
    expect((await made(await quadrants(40, 40, GRAIN).png().toBuffer(), {}, extension)).contentType).toBe(opaque);
    const clear = await quadrants(40, 40, GRAIN).extend({ top: 4, background: see }).png().toBuffer();
    expect((await made(clear, {}, extension)).contentType).toBe(transparent);
  });

  test("a transparent picture on a background is a JPEG without black corners", async () => {
    const clear = await quadrants(80, 40, GRAIN).extend({ right: 40, background: see }).png().toBuffer();
    const picture = await made(clear, { background: "00a000" }, "auto");
    expect(picture.contentType).toBe("image/jpeg");
    expect((await cornersOf(picture.bytes))[3]).toBe("green");
  });

  test("a background that is see-through itself lies under every pixel", async () => {
    const clear = await sharp({ create: { width: 20, height: 20, channels: 4, background: see } })
      .png()
      .toBuffer();
    const picture = await made(clear, { background: "ff000080" });
    const { data } = await sharp(picture.bytes).raw().toBuffer({ resolveWithObject: true });
    expect([...data.subarray(0, 4)]).toEqual([255, 0, 0, 128]);
  });

  test("an alpha channel that is opaque everywhere is no reason for a PNG", async () => {
    const picture = await made(await quadrants(40, 40, GRAIN).ensureAlpha().png().toBuffer(), {}, "auto");
    expect(picture.contentType).toBe("image/jpeg");
  });

  test.each<[Exclude<Extension, "json">, string, number]>([
    ["auto-avif", "image/webp", 2],
    ["auto-webp", "image/webp", 2],
    ["auto", "image/gif", 2],
    ["jpeg", "image/jpeg", 1],
    ["png", "image/png", 1],
    ["avif", "image/avif", 1],
  ])("an animation as %s is %s of %i frames", async (extension, contentType, pages) => {
    const picture = await made(await animation(), { width: 60 }, extension);
    expect(picture.contentType).toBe(contentType);
    expect((await sharp(picture.bytes, { pages: -1 }).metadata()).pages ?? 1).toBe(pages);
  });

  test("gray has no color", async () => {
    const picture = await made(await quadrants(40, 40).png().toBuffer(), { grayscale: true });
    const { channels } = await sharp(picture.bytes).stats();
    const means = channels.slice(0, 3).map(({ mean }) => mean);
    expect(Math.max(...means) - Math.min(...means)).toBeLessThan(2);
  });
});

test("a blurred frame of an animation shows nothing of the next one", async () => {
  const picture = await made(await animation(), { blur: 10, rotate: "180" }, "webp");
  const after = await sharp(picture.bytes, { pages: -1 }).metadata();
  expect([after.pages, after.delay, after.loop]).toEqual([2, [100, 300], 3]);
  const still = await made(await quadrants(120, 80).png().toBuffer(), { blur: 10, rotate: "180" }, "webp");
  for (const [x, y] of [
    [30, 79],
    [90, 79],
    [10, 0],
  ] as const) {
    expect(apart((await pixelsOf(picture.bytes)).at(x, y), (await pixelsOf(still.bytes)).at(x, y))).toBeLessThan(12);
  }
});

describe("what is rounded", () => {
  test.each<[Exclude<Extension, "json">, string, Transform]>([
    ["jpeg", "image/png", {}],
    ["auto", "image/png", {}],
    ["auto-avif", "image/avif", {}],
    ["auto", "image/jpeg", { background: "00a000" }],
  ])("as %s is %s, so that its corners are never black (%j)", async (extension, contentType, transform) => {
    const picture = await made(await quadrants(40, 40, GRAIN).png().toBuffer(), { round: 20, ...transform }, extension);
    expect(picture.contentType).toBe(contentType);
    const [r, g, b, alpha] = (await pixelsOf(picture.bytes)).at(0, 0);
    if (transform.background === undefined) expect(alpha).toBe(0);
    else expect(apart([r, g, b, alpha], [0, 160, 0, 255])).toBeLessThan(25);
  });
});

describe("refusals", () => {
  test.each<[string, Transform, string]>([
    ["a rectangle wholly outside", { rect: [500, 0, 10, 10] }, "rect-outside"],
    ["an answer over the limit", { width: 4096, height: 4096, fit: "outside", enlarge: true }, "output-too-large"],
  ])("%s is refused", async (_name, transform, code) => {
    const original = await quadrants(400, 100).png().toBuffer();
    await expect(made(original, transform)).rejects.toMatchObject({ problem: { code } });
  });
});

test("a picture whose time is over before it is written is not written any more", async () => {
  const original = await quadrants(60, 40).jpeg().toBuffer();
  let rendering: ReturnType<typeof made> | undefined;
  const request = withinBudget(1, () => {
    rendering = new Promise((resolve) => setTimeout(resolve, 20)).then(() => made(original, { width: 30 }, "webp"));
    return rendering;
  });
  const late = { problem: { code: "unavailable" } };
  await expect(request).rejects.toMatchObject(late);
  await expect(rendering).rejects.toMatchObject(late);
});
