import { describe, expect, test } from "vitest";
import { AWS_PUBLISHED, awsSolutionUsd, cloudflareUsd } from "../../../bench/cost/alternatives.ts";
import { estimate } from "../../../bench/cost/estimate.ts";
import { USUAL_TRAFFIC } from "../../../bench/cost/traffic.ts";

describe("an estimate", () => {
  test("of a month without anybody is the idle bill", () => {
    const nobody = { ...USUAL_TRAFFIC, images: 0, requests: 0, uploads: 0, deletions: 0 };
    const { bill, idle, usdPerMillion } = estimate(nobody);
    expect(bill).toEqual(idle);
    expect(usdPerMillion).toBeUndefined();
    expect(idle.listUsd - idle.freeUsd).toBeLessThan(0.1);
  });

  test("does not grow per million requests with the catalogue, but for what is stored", () => {
    const usd = (images: number) => {
      const { bill } = estimate({ ...USUAL_TRAFFIC, images });
      return bill.lines.filter(({ of }) => of !== "GB-months").reduce((sum, { listUsd }) => sum + listUsd, 0);
    };
    expect(usd(10_000_000)).toBe(usd(1_000));
  });

  test("serves for less than making every miss again does, at the same hits and bytes", () => {
    const { serving } = estimate({ ...USUAL_TRAFFIC, makeMilliseconds: AWS_PUBLISHED.transformSeconds * 1_000 });
    const storage = (USUAL_TRAFFIC.images * USUAL_TRAFFIC.sizes * 3 * 45) / 1e6;
    expect(serving.darkroomUsd - storage).toBeLessThan(serving.awsSolutionUsd);
  });

  test("puts AWS's solution far below what AWS publishes, since its CloudFront figure is no list price", () => {
    const [month] = AWS_PUBLISHED.months;
    expect(awsSolutionUsd(month.images)).toBeLessThan(month.totalUsd / 10);
  });

  test("has Cloudflare's own example: a thousand pictures in five sizes are 2.50 USD", () => {
    expect(cloudflareUsd(5_000)).toEqual({ listUsd: 2.5, freeUsd: 2.5 });
  });
});
