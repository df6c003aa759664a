import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { makeMezzanines } from "../../../lib/image/mezzanine.ts";
import { planRendering } from "../../../lib/image/plan.ts";
import { provePicture } from "../../../lib/image/prove.ts";
import { render } from "../../../lib/image/render.ts";
import type { Transform } from "../../../lib/url/parameters.ts";
import { drawn } from "../../pictures/drawing.ts";
import { shiftBetween } from "./shift.ts";

/** More than mezzanines take on any machine. */
const SECONDS = 60;

/** A soft landscape with something loud in it, at that share of its width and height. */
async function scene(width: number, height: number, across: number, down: number): Promise<Buffer> {
  const [x, y] = [width * across, height * down];
  const rings = Array.from({ length: 12 }, (_, ring) => {
    const fill = ring % 2 === 0 ? "#e8552d" : "#fff4d6";
    return `<ellipse cx="${x + ring * 6}" cy="${y}" rx="${260 - ring * 21}" ry="${230 - ring * 19}" fill="${fill}"/>`;
  });
  const hills = Array.from({ length: 40 }, (_, hill) => {
    const at = ((hill * 29) % 40) / 40;
    return `<circle cx="${at * width}" cy="${height * (0.75 + at / 5)}" r="${width / 12}" fill="#3f5b4${hill % 10}"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="#8fb3c9"/>${hills.join("")}${rings.join("")}</svg>`;
  return (await drawn(svg, width, height)).jpeg({ quality: 92 }).toBuffer();
}

const PICTURES: readonly (readonly [string, () => Promise<Buffer>])[] = [
  ["a photograph", () => readFile("dev/demo/sunset.jpg")],
  ["a wide picture with its subject to the left", () => scene(3_001, 1_999, 0.17, 0.4)],
  ["a wide picture with its subject to the right", () => scene(2_887, 1_801, 0.83, 0.6)],
  ["a tall picture with its subject below", () => scene(1_907, 2_863, 0.5, 0.77)],
];

const SHAPES: readonly Transform[] = [
  { width: 300, height: 300, fit: "cover" },
  { width: 200, height: 480, fit: "cover" },
  { width: 480, height: 160, fit: "cover" },
];

describe.each(PICTURES)("smart crops of %s", (_name, pictureOf) => {
  test.each(["attention", "entropy"] as const)(
    "by %s show the same part, whatever they are made from",
    async (gravity) => {
      const original = new Uint8Array(await pictureOf());
      const proof = await provePicture(original);
      const mezzanines = await makeMezzanines(original, proof, SECONDS);
      const fixed = mezzanines.get(1_280)!.bytes;
      for (const shape of SHAPES) {
        const transform = { ...shape, gravity, quality: 95 };
        const direct = await render(original, planRendering(proof, transform, "jpeg", []), fixed);
        for (const [edge, { bytes }] of mezzanines) {
          const rendering = { ...planRendering(proof, transform, "jpeg", [edge]), rung: edge };
          expect(await shiftBetween((await render(bytes, rendering, fixed)).bytes, direct.bytes)).toEqual([0, 0]);
        }
      }
    },
  );
});

test("a part that is off by one pixel would be noticed", async () => {
  const original = new Uint8Array(await scene(1_500, 1_000, 0.3, 0.4));
  const cut = (left: number, top: number) =>
    sharp(original).extract({ left, top, width: 300, height: 300 }).png().toBuffer();
  expect(await shiftBetween(await cut(301, 200), await cut(300, 199))).toEqual([1, 1]);
});
