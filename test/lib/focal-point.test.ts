import { expect, test } from "vitest";
import { type FocalPoint, focalPointIn, parseFocalPoint } from "../../lib/focal-point.ts";
import type { Transform } from "../../lib/url/parameters.ts";

const ORIGINAL = { width: 600, height: 400 };

test.each<[Transform, FocalPoint]>([
  [{}, [10, 75]],
  [{ width: 300, fit: "cover" }, [10, 75]],
  [{ rotate: "90" }, [25, 10]],
  [{ rotate: "180" }, [90, 25]],
  [{ rotate: "270" }, [75, 90]],
  [{ flip: "h" }, [90, 75]],
  [{ flip: "v" }, [10, 25]],
  [{ rotate: "90", flip: "hv" }, [75, 90]],
  [{ rect: [0, 200, 120, 200] }, [50, 50]],
  [{ rect: [300, 0, 300, 200] }, [0, 100]],
  [{ rect: [0, 200, 120, 200], rotate: "90" }, [50, 50]],
])("the point 10,75 is with %j at %j", (transform, expected) => {
  const [x, y] = focalPointIn(ORIGINAL, [10, 75], transform);
  expect([Math.round(x), Math.round(y)]).toEqual(expected);
});

test.each([[[0, 0]], [[100, 100]], [[30, 70]]])("%j is a point", (json) => {
  expect(parseFocalPoint(json)).toEqual(json);
});

test.each([
  [undefined],
  [null],
  [[]],
  [[50]],
  [[50, 50, 50]],
  [[-1, 50]],
  [[50, 101]],
  [[0.5, 0.5]],
  [["50", "50"]],
  ["50,50"],
  [{ 0: 1, 1: 2 }],
])("%j is none", (json) => {
  expect(parseFocalPoint(json)).toBeUndefined();
});
