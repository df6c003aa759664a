import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyCast, CROWDED_CASTS, castAround, HELD_CALLS, MEZZANINE_VIEWER } from "./cast.ts";
import { interleave } from "./interleaving.ts";
import { stageOfFile } from "./test-stage.ts";

/** A tenth of what `npm run soak` runs. */
const RUNS = 50;
const SEED = 20_261_122;

const stage = stageOfFile();

/** One order of calls, always the same. */
function oneOrder() {
  return fc.sample(fc.scheduler(), { seed: SEED, numRuns: 1 })[0]!;
}

describe.each(HELD_CALLS)("a deletion just before %s ends well", (held) => {
  test.each([
    ["looks again", false],
    ["dies after it", true],
  ])("where whoever called %s", async (_what, isKilled) => {
    expect(await interleave(stage(), oneOrder(), castAround(held, isKilled))).toEqual([]);
  });
});

test("a deletion just before a viewer's transformer keeps mezzanines ends well", async () => {
  expect(await interleave(stage(), oneOrder(), MEZZANINE_VIEWER)).toEqual([]);
});

test.each(CROWDED_CASTS)("%s at the same time end as one", async (_what, cast) => {
  expect(await interleave(stage(), oneOrder(), cast)).toEqual([]);
});

test("uploads, processing, viewers and deletions of one image end well in whatever order their calls come", async () => {
  const endsWell = fc.asyncProperty(fc.scheduler(), anyCast, async (scheduler, cast) => {
    expect(await interleave(stage(), scheduler, cast)).toEqual([]);
  });
  await fc.assert(endsWell, { seed: SEED, numRuns: RUNS });
}, 300_000);
