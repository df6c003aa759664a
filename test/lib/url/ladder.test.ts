import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_LADDER, DEFAULT_RUNGS } from "../../../lib/url/default-ladder.ts";
import { isOnLadder, rungsOf, snapUp } from "../../../lib/url/ladder.ts";
import { anyRequest } from "./any-request.ts";
import { meaningOf, transformOf } from "./meaning.ts";
import { plainQuery } from "./spelling.ts";

const SIZES = Array.from({ length: 4096 }, (_, index) => index + 1);

const snapped = (size: number) => snapUp(size, DEFAULT_RUNGS);

test("no size of the ladder is below the one that was asked for", () => {
  for (const size of SIZES) expect(snapped(size)).toBeGreaterThanOrEqual(size);
});

test("a size of the ladder stays as it is", () => {
  for (const size of SIZES) expect(snapped(snapped(size))).toBe(snapped(size));
});

test("a larger size never becomes a smaller one", () => {
  for (const size of SIZES.slice(1)) expect(snapped(size)).toBeGreaterThanOrEqual(snapped(size - 1));
});

test("the ladder has few enough rungs to be a bound", () => {
  expect(new Set(SIZES.map(snapped)).size).toBeLessThan(80);
});

test.each([
  [1, 16],
  [17, 24],
  [65, 96],
  [97, 100],
  [127, 128],
  [129, 150],
  [351, 360],
  [376, 390],
  [501, 512],
  [641, 650],
  [751, 768],
  [1000, 1000],
  [1001, 1080],
  [1081, 1100],
  [1901, 1920],
  [2501, 2560],
  [3801, 3840],
  [3841, 3900],
  [4000, 4000],
  [4001, 4096],
  [4096, 4096],
])("%i px become %i px", (asked, rung) => {
  expect(snapped(asked)).toBe(rung);
});

test("moving a box to the ladder keeps its shape to half a pixel, or ends at the largest side", async () => {
  const anySide = fc.integer({ min: 1, max: 4096 });
  await fc.assert(
    fc.asyncProperty(anySide, anySide, async (width, height) => {
      const moved = await transformOf(`w=${width}&h=${height}`);
      const exact = (height * moved.width!) / width;
      if (exact < 4096) expect(Math.abs(moved.height! - Math.max(1, exact))).toBeLessThanOrEqual(0.5);
      else expect(moved.height).toBe(4096);
    }),
  );
});

test("whatever an unsigned URL asks for counts against the bound of its image", async () => {
  await fc.assert(
    fc.asyncProperty(anyRequest, async (asked) => {
      const meaning = await meaningOf(plainQuery(asked));
      if ("transform" in meaning) expect(isOnLadder(meaning.transform, DEFAULT_LADDER), plainQuery(asked)).toBe(true);
    }),
  );
});

test.each([
  [{}, true],
  [{ width: 640 }, true],
  [{ width: 641 }, false],
  [{ height: 641 }, false],
  [{ width: 640, height: 361 }, true],
  [{ width: 533, height: 300 }, true],
  [{ width: 641, height: 361 }, false],
])("%j can be what an unsigned URL asked for: %s", (size, can) => {
  expect(isOnLadder(size, DEFAULT_LADDER)).toBe(can);
});

test.each([
  [1, 320],
  [320, 320],
  [321, 640],
  [1280, 1280],
  [1281, 1280],
  [4096, 1280],
])("on a ladder of one's own %i px become %i px", (asked, rung) => {
  expect(snapUp(asked, rungsOf([320, 640, 1280]))).toBe(rung);
});

test("a ladder of one size moves everything there", () => {
  expect([1, 500, 4096].map((size) => snapUp(size, rungsOf([500])))).toEqual([500, 500, 500]);
});

test("a ladder can have every size that a URL may ask for", () => {
  const rungs = rungsOf(SIZES);
  for (const size of SIZES) expect(snapUp(size, rungs)).toBe(size);
});

test.each([[[]], [[0]], [[4097]], [[1.5]], [[640, 320]], [[320, 320]]])("the sizes %j are no ladder", (sizes) => {
  expect(() => rungsOf(sizes)).toThrow(RangeError);
});
