import { describe, expect, test } from "vitest";
import { planRendering } from "../../../lib/image/plan.ts";
import { provePicture } from "../../../lib/image/prove.ts";
import { render } from "../../../lib/image/render.ts";
import type { Transform } from "../../../lib/url/parameters.ts";
import { storedAs } from "../../pictures/orientations.ts";
import { apart, type Pixels, pixelsOf, type Rgba } from "../../pictures/pixels.ts";
import { type Plane, referenceOf } from "./reference.ts";

const WIDTH = 96;
const HEIGHT = 64;

/** Squares of 16 px, no two of one color. */
function paint(x: number, y: number): readonly number[] {
  const across = Math.floor(x / 16);
  const down = Math.floor(y / 16);
  return [40 + across * 40, 40 + down * 60, (across * 7 + down * 11) % 2 === 0 ? 170 : 90];
}

const upright: Plane = {
  width: WIDTH,
  height: HEIGHT,
  at: (x, y) => (x < 0 || y < 0 || x >= WIDTH || y >= HEIGHT ? undefined : paint(x, y)),
};

/** How far the resampler overshoots beside an edge; neighbours are 40 apart and more. */
const RINGING = 16;

const FITS = ["inside", "cover", "contain", "fill", "outside"] as const;
const ROTATIONS = ["0", "90", "180", "270"] as const;
const FLIPS = [undefined, "h", "v", "hv"] as const;
const RECTS = [undefined, [16, 16, 64, 200]] as const;

const asked: readonly Transform[] = FITS.flatMap((fit) =>
  ROTATIONS.flatMap((rotate) =>
    FLIPS.flatMap((flip) =>
      RECTS.map((rect) => ({ width: 48, height: 40, fit, rotate, ...(flip && { flip }), ...(rect && { rect }) })),
    ),
  ),
);

describe.each([1, 2, 3, 4, 5, 6, 7, 8])("a picture stored in EXIF orientation %i", (orientation) => {
  test("is what a person expects, however it is cut, turned, mirrored and fitted", async () => {
    const original = await storedAs(orientation, WIDTH, HEIGHT, paint);
    const proof = await provePicture(original);
    expect([proof.width, proof.height]).toEqual([WIDTH, HEIGHT]);
    for (const transform of asked) {
      const { bytes } = await render(original, planRendering(proof, transform, "png", []));
      expectAlike(await pixelsOf(bytes), referenceOf(upright, transform), JSON.stringify(transform));
    }
  });
});

function expectAlike(picture: Pixels, reference: Plane, name: string): void {
  expect([picture.width, picture.height], name).toEqual([reference.width, reference.height]);
  let compared = 0;
  for (let y = 0; y < reference.height; y++) {
    for (let x = 0; x < reference.width; x++) {
      const color = evenColor(reference, x, y);
      if (color === "mixed") continue;
      compared++;
      const difference = apart(picture.at(x, y), color);
      if (difference > RINGING) expect(`${picture.at(x, y)} at ${x},${y}`, name).toBe(`${color}`);
    }
  }
  expect(compared, name).toBeGreaterThan(40);
}

/** The color around a pixel, where there is only one: how edges are blended is the resampler's own affair. */
function evenColor(plane: Plane, x: number, y: number): Rgba | "mixed" {
  const colors = new Set<string>();
  for (const dx of [-1, 0.5, 2]) for (const dy of [-1, 0.5, 2]) colors.add(`${plane.at(x + dx, y + dy) ?? "0,0,0"}`);
  if (colors.size > 1) return "mixed";
  const [r, g, b] = [...colors][0]!.split(",").map(Number);
  return [r!, g!, b!, 255];
}
