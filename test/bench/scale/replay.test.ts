import { describe, expect, test } from "vitest";
import { type Replayed, replay } from "../../../bench/scale/replay.ts";
import { requestShapes } from "../../../bench/scale/request-shapes.ts";
import { DEPLOYED, type Switches } from "../../../bench/scale/switches.ts";
import { TIERS } from "../../../bench/scale/tally.ts";
import { variantCatalogue } from "../../../bench/scale/variant-catalogue.ts";
import { type Workload, workload } from "../../../bench/scale/workload.ts";
import { timedHitRatio, zipfShares } from "./closed-forms.ts";

const SHAPES = requestShapes();
const CATALOGUE = variantCatalogue(SHAPES, DEPLOYED);

function replayed(site: Workload, stride: number, switches: Switches = DEPLOYED): Replayed {
  return replay({ workload: site, switches, catalogue: CATALOGUE, stride, seed: 3 });
}

describe("a replayed month", () => {
  const site = workload(40_000, 1_500);
  const whole = replayed(site, 1);

  test("answers every request from one tier", () => {
    expect(whole.tally.total).toBeCloseTo(40_000, 6);
    for (const tier of TIERS) expect(whole.tally.answers[tier]).toBeGreaterThan(0);
  });

  test("is the same again for the same seed, and another for another", () => {
    expect(replayed(site, 1).tally.answers).toEqual(whole.tally.answers);
    const other = replay({ workload: site, switches: DEPLOYED, catalogue: CATALOGUE, stride: 1, seed: 4 });
    expect(other.tally.answers).not.toEqual(whole.tally.answers);
  });

  test("never makes what the bucket has, and makes all that it may not keep", () => {
    const kept = whole.tally.answers;
    const unkept = replayed(site, 1, { ...DEPLOYED, variantBucket: false });
    expect(unkept.tally.answers.bucket).toBe(0);
    expect(unkept.storedObjects).toBe(0);
    expect(unkept.tally.answers.transformer).toBeGreaterThan(kept.transformer * 1.2);
  });

  test("has a bucket that hits as often as Poisson's law says when no cache is before it", () => {
    const cacheless = { ...site, edgeIdleDays: 0, regionalIdleDays: 0, uploadedShare: 1e-9, deletedShare: 0 };
    const { answers } = replayed(cacheless, 1, { ...DEPLOYED, originShield: false }).tally;
    const pictures = zipfShares(site.images, site.exponent);
    const shares = pictures.flatMap((picture) => CATALOGUE.kinds.map(({ share }) => picture * share));
    const expected = timedHitRatio(shares, (40_000 * site.variantDays) / 30);
    expect(answers.bucket + answers.transformer).toBe(40_000);
    expect(Math.abs(answers.bucket / 40_000 - expected)).toBeLessThan(0.01);
  });

  test("lets fewer first viewers wait when what is usual is made at upload", () => {
    const warmed = replayed({ ...site, uploadedShare: 0.5 }, 1, { ...DEPLOYED, preWarmed: 24 }).tally;
    const cold = replayed({ ...site, uploadedShare: 0.5 }, 1).tally;
    expect(warmed.firstViewsThatWaited / warmed.firstViews).toBeLessThan(
      cold.firstViewsThatWaited / cold.firstViews / 2,
    );
  });
});

describe("a sampled month", () => {
  const site = workload(200_000, 8_000);

  test("has the hits, makes and stored variants of the whole one", () => {
    const whole = replayed(site, 1);
    const sampled = replayed(site, 8);
    for (const tier of TIERS) {
      const difference = (sampled.tally.answers[tier] - whole.tally.answers[tier]) / site.requestsAMonth;
      expect(Math.abs(difference), tier).toBeLessThan(0.015);
    }
    expect(Math.abs(sampled.storedObjects / whole.storedObjects - 1)).toBeLessThan(0.03);
    expect(Math.abs(sampled.transformations / whole.transformations - 1)).toBeLessThan(0.03);
  });
});
