import { describe, expect, test } from "vitest";
import { billOf, servicesOf } from "../../../bench/cost/bill.ts";
import { PRICES, type Price } from "../../../lib/prices.ts";

describe("a month's bill", () => {
  test("has a line for what is used, and none for what is not", () => {
    const { lines } = billOf({ edgeRequests: 2_000_000, mails: 0 });
    expect(lines.map(({ priced, listUsd }) => [priced, listUsd])).toEqual([["edgeRequests", 2]]);
  });

  test("takes off what is free, and never more than is used", () => {
    expect(billOf({ edgeRequests: 3_000_000 }).freeUsd).toBeCloseTo(3, 9);
    expect(billOf({ edgeRequests: 50_000_000 }).freeUsd).toBeCloseTo(10, 9);
    expect(billOf({ bucketReads: 50_000_000 }).freeUsd).toBe(0);
  });

  test.each([
    [1_000, 85],
    [10_000, 850],
    [50_000, 850 + 40_000 * 0.08],
    [150_000, 850 + 3_200 + 100_000 * 0.06],
  ])("counts %i GB sent step by step", (gigabytes, usd) => {
    expect(billOf({ edgeGigabytes: gigabytes }).listUsd).toBeCloseTo(usd, 6);
  });

  test("sums each service, dearest first", () => {
    const bill = billOf({ bucketWrites: 1_000_000, edgeRequests: 1_000_000, edgeGigabytes: 100 });
    expect(servicesOf(bill)).toEqual([
      ["CloudFront", 9.5],
      ["S3", 5],
    ]);
  });

  test("has prices that fall with use, and a page of AWS's for each", () => {
    const prices: readonly Price[] = Object.values(PRICES);
    expect(prices.filter(({ page }) => !page.startsWith("https://aws.amazon.com/"))).toEqual([]);
    for (const { usd, cheaperPast = [] } of prices) {
      const steps = [[0, usd] as const, ...cheaperPast];
      expect(steps.toSorted((one, other) => one[0] - other[0])).toEqual(steps);
      expect(steps.toSorted((one, other) => other[1] - one[1])).toEqual(steps);
    }
  });
});
