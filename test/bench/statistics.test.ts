import { describe, expect, test } from "vitest";
import { mean, median, medianRatio, percentile, shuffled } from "../../bench/statistics.ts";

describe("the bench's statistics", () => {
  test.each([
    [[3, 1, 2], 0.5, 2],
    [[4, 1, 2, 3], 0.5, 2.5],
    [[1, 2, 3, 4, 5], 0.95, 4.8],
    [[7], 0.95, 7],
    [[2, 1], 0, 1],
    [[2, 1], 1, 2],
  ])("blend the nearest two of %j at %d into %d", (values, share, expected) => {
    expect(percentile(values, share)).toBeCloseTo(expected, 10);
  });

  test("have no percentile of nothing", () => {
    expect(() => percentile([], 0.5)).toThrow(RangeError);
  });

  test("tell the mean from the median where one value is far off", () => {
    expect([mean([1, 2, 9]), median([1, 2, 9])]).toEqual([4, 2]);
  });

  test("compare round with round, so that a disturbance of both changes nothing", () => {
    expect(medianRatio([60, 6, 60], [10, 1, 10])).toBe(6);
  });

  test("refuse rounds that have no other to be compared with", () => {
    expect(() => medianRatio([1, 2], [1])).toThrow(RangeError);
  });

  test("shuffle everything, always the same way, another way by another seed", () => {
    const things = Array.from({ length: 40 }, (_, i) => i);
    const once = shuffled(things, 1);
    expect(once).toEqual(shuffled(things, 1));
    expect(once).not.toEqual(shuffled(things, 2));
    expect(once).not.toEqual(things);
    expect(once.toSorted((a, b) => a - b)).toEqual(things);
  });
});
