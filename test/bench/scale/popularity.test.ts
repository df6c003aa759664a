import { expect, test } from "vitest";
import { zipfTotal } from "../../../bench/scale/popularity.ts";

test.each([0.5, 0.8, 1, 1.2])("Zipf's law with exponent %d adds up the same by its integral", (exponent) => {
  let sum = 0;
  for (let rank = 1; rank <= 300_000; rank++) sum += rank ** -exponent;
  expect(zipfTotal(300_000, exponent) / sum).toBeCloseTo(1, 9);
});
