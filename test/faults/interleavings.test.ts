import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { anyCast } from "./cast.ts";
import { type Clock, startClock } from "./clock.ts";
import { interleave } from "./interleaving.ts";
import { openStage } from "./story.ts";

/** A tenth of what `npm run soak` runs. */
const RUNS = 50;
const SEED = 20_261_122;

let clock: Clock;
let stage: Awaited<ReturnType<typeof openStage>>;

beforeAll(async () => {
  clock = startClock();
  stage = await openStage(clock);
});
afterAll(async () => {
  await stage.close();
  clock.stop();
});

test("uploads, processing, viewers and deletions of one image end well in whatever order their calls come", async () => {
  const endsWell = fc.asyncProperty(fc.scheduler(), anyCast, async (scheduler, cast) => {
    expect(await interleave(stage, scheduler, cast)).toEqual([]);
  });
  await fc.assert(endsWell, { seed: SEED, numRuns: RUNS });
}, 300_000);
