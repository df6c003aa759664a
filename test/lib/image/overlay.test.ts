import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { makeMezzanines } from "../../../lib/image/mezzanine.ts";
import { planRendering } from "../../../lib/image/plan.ts";
import { planMark } from "../../../lib/image/plan-mark.ts";
import { provePicture } from "../../../lib/image/prove.ts";
import { render } from "../../../lib/image/render.ts";
import type { Mark } from "../../../lib/image/step.ts";
import { MARK_ID, made } from "../../pictures/made.ts";
import { apart, drawn, type Pixels, pixelsOf } from "../../pictures/pixels.ts";
import { transformOf } from "../url/meaning.ts";
import { changedPart, marked, plain, redMark, written } from "./overlay-looks.ts";

/** The greatest difference of any pixel between two pictures of one size. */
function mostApart(one: Pixels, other: Pixels): number {
  expect([one.width, one.height]).toEqual([other.width, other.height]);
  let most = 0;
  for (let y = 0; y < one.height; y++) {
    for (let x = 0; x < one.width; x++) most = Math.max(most, apart(one.at(x, y), other.at(x, y)));
  }
  return most;
}

const wordsOf = (text: string) => written(`txt=${encodeURIComponent(text)}`);

describe("words", () => {
  test.each([
    ["<b>x</b>", "x"],
    ['<span font="Noto Sans 60">x</span>', "x"],
    ["&amp;", "&"],
    ["&#65;", "A"],
    ["<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;", "x"],
  ])("%s are letters and no markup", async (text, read) => {
    const [whole, short] = [changedPart(await wordsOf(text)), changedPart(await wordsOf(read))];
    expect(whole.right - whole.left).toBeGreaterThan(short.right - short.left + 20);
  });

  test("of spaces and controls alone leave the picture as it was", async () => {
    expect(mostApart(await wordsOf(" \u00a0 \u0007\u001b"), await pixelsOf(await plain))).toBe(0);
  });

  test("show nothing of what controls a terminal", async () => {
    expect(mostApart(await wordsOf("a\u0007b\u001b"), await wordsOf("ab"))).toBe(0);
  });

  test("are in a font of the service's own, whatever fonts the machine has", async () => {
    // Neither script is in the font: each letter is a box, and no other font steps in with narrower ones.
    const { right, left } = changedPart(await wordsOf("عع"));
    expect(right - left).toBeGreaterThan(40);
  });

  test("are wrapped to the picture's width, and broken where there is no space", async () => {
    for (const text of ["many words in one line that is too long", "Donaudampfschifffahrtsgesellschaft"]) {
      const { left, right, top, bottom } = changedPart(await wordsOf(text));
      expect(left).toBeGreaterThan(0);
      expect(right).toBeLessThan(199);
      expect(bottom - top, text).toBeGreaterThan(40);
    }
  });

  test.each(["1", "8", "40"])("of 200 letters fit a picture %s px wide, one px high or more", async (side) => {
    for (const height of ["1", side]) {
      const query = `w=${side}&h=${height}&fit=cover&txt=${"W".repeat(200)}&txtsize=512&txthalo=000`;
      const picture = await written(query, plain);
      expect([picture.width, picture.height]).toEqual([Number(side), Number(height)]);
    }
  });
});

describe("what lies over a picture", () => {
  test("lies over every frame of an animation", async () => {
    const frames = [0, 80, 160].map((gray) => ({ create: { width: 200, height: 100, channels: 3, background: gray } }));
    const inputs = await Promise.all(
      frames.map(({ create }) => {
        const background = { r: create.background, g: create.background, b: create.background };
        return sharp({ create: { ...create, channels: 3, background } })
          .png()
          .toBuffer();
      }),
    );
    const original = await sharp(inputs, { join: { animated: true } })
      .gif({ delay: [100, 200, 300] })
      .toBuffer();
    const { bytes } = await made(original, `mark=${MARK_ID}&txt=Hi&lossless=1`, "webp", await redMark);
    expect(await sharp(bytes).metadata()).toMatchObject({ pages: 3, delay: [100, 200, 300] });
    for (const page of [0, 1, 2]) {
      const picture = await pixelsOf(bytes, page);
      expect(apart(picture.at(150, 70), [255, 0, 0, 255]), `frame ${page}`).toBeLessThan(4);
      const white = Array.from({ length: 200 }, (_, x) => picture.at(x, 80)).filter(([r, g, b]) => r + g + b > 740);
      expect(white.length, `frame ${page}`).toBeGreaterThan(2);
    }
  });

  test("leaves an opaque picture opaque, and a gray one what it is for color", async () => {
    const gray = sharp(await plain)
      .toColourspace("b-w")
      .png()
      .toBuffer();
    for (const original of [plain, gray]) {
      const { bytes, format } = await made(await original, `mark=${MARK_ID}&txt=Hi`, "auto", await redMark);
      // A drawing is answered without loss where that is as small.
      expect(format).toBe("png");
      expect((await sharp(bytes).metadata()).hasAlpha).toBe(false);
      expect(apart((await pixelsOf(bytes)).at(160, 70), [255, 0, 0, 255])).toBeLessThan(12);
    }
  });

  test("leaves a transparent picture transparent beside it", async () => {
    const clear = drawn(200, 100, () => [0, 0, 0, 0]);
    const picture = await marked("marko=50", clear);
    expect(picture.at(20, 20)[3]).toBe(0);
    expect(apart(picture.at(150, 70), [255, 0, 0, 128])).toBeLessThan(3);
  });

  test("lies within the padding's color as on the picture, and over round corners", async () => {
    const picture = await marked("round=40&pad=20&bg=00f&markpad=0&markg=northwest");
    expect(picture.at(0, 0)).toEqual([255, 0, 0, 255]);
    expect(picture.at(239, 0)).toEqual([0, 0, 255, 255]);
  });

  test("is upright, whichever way the mark's camera was held", async () => {
    const half = drawn(20, 20, (x) => (x < 10 ? [255, 0, 0] : [0, 0, 255]));
    const turned = sharp(await half)
      .withMetadata({ orientation: 6 })
      .png()
      .toBuffer();
    const picture = await marked("markw=20&markpad=0&markg=northwest", plain, turned);
    expect([picture.at(20, 5), picture.at(20, 35)]).toEqual([
      [255, 0, 0, 255],
      [0, 0, 255, 255],
    ]);
  });

  test("is the same whether picture and mark are made from originals or mezzanines", async () => {
    const wave = drawn(1600, 1000, (x, y) => [128 + 100 * Math.sin(x / 90), 128 + 100 * Math.cos(y / 70), 90]);
    const logo = drawn(1500, 900, (x, y) => [200 - (x >> 4), y >> 2, 40, x > 300 && y > 200 ? 255 : 0]);
    const transform = await transformOf(`w=400&mark=${MARK_ID}&markw=50&txt=Same&txthalo=000`, "exact");
    const rendered = async (isOfMezzanines: boolean) => {
      const source = async (original: Buffer) => {
        const proof = await provePicture(original);
        const mezzanines = await makeMezzanines(original, proof, 30);
        const rungs = isOfMezzanines ? [...mezzanines.keys()] : [];
        const bytesOf = (rung: number | undefined) => mezzanines.get(rung ?? 0)?.bytes ?? original;
        return { proof, rungs, bytesOf };
      };
      const [picture, mark] = [await source(await wave), await source(await logo)];
      const plan = planRendering(picture.proof, transform, "webp", picture.rungs);
      const rendering = planMark(mark, transform, plan.geometry.output);
      expect([plan.rung, rendering.rung]).toEqual(isOfMezzanines ? [1280, 1280] : [undefined, undefined]);
      const laid: Mark = { bytes: mark.bytesOf(rendering.rung), rendering };
      return pixelsOf((await render(picture.bytesOf(plan.rung), { ...plan, type: "png", mark: laid })).bytes);
    };
    const [ofOriginals, ofMezzanines] = [await rendered(false), await rendered(true)];
    let sum = 0;
    for (let y = 0; y < 250; y++)
      for (let x = 0; x < 400; x++) sum += apart(ofOriginals.at(x, y), ofMezzanines.at(x, y));
    expect(sum / 100_000).toBeLessThan(1.5);
  });
});
