import { expect, test } from "vitest";
import { mergeTransforms } from "../../../lib/url/merge.ts";

test("a request's own words win, the base says the rest", () => {
  const base = { width: 320, quality: 60, background: "ff0000" } as const;
  expect(mergeTransforms(base, { width: 640 })).toEqual({ width: 640, quality: 60, background: "ff0000" });
});

test.each([
  [{ gravity: "north" }, { focalPoint: [30, 70] }, { focalPoint: [30, 70] }],
  [{ focalPoint: [30, 70] }, { gravity: "north" }, { gravity: "north" }],
  [{ focalPoint: [30, 70] }, { focalPoint: [0, 0] }, { focalPoint: [0, 0] }],
  [{ focalPoint: [30, 70] }, { width: 640 }, { width: 640, focalPoint: [30, 70] }],
] as const)("the base %j and the request %j give %j", (base, asked, merged) => {
  expect(mergeTransforms(base, asked)).toEqual(merged);
});
