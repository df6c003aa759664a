import fc from "fast-check";
import { anyCast } from "../faults/cast.ts";
import { startClock } from "../faults/clock.ts";
import { interleave } from "../faults/interleaving.ts";
import { openStage } from "../faults/story.ts";
import type { Figures } from "./figures.ts";

/** Runs that share one stage; its lists grow with each. */
const RUNS_A_STAGE = 50;

/**
 * Runs seeded interleavings of what can happen to one image, and shrinks the first that ends badly.
 *
 * @throws Error with that one, and the path by which fast-check finds it again
 */
export async function soakInterleavings(runs: number, seed: number): Promise<Figures> {
  const clock = startClock();
  let worst = 0;
  for (let done = 0; done < runs; done += RUNS_A_STAGE) {
    const stage = await openStage(clock);
    const endsWell = fc.asyncProperty(fc.scheduler(), anyCast, async (scheduler, cast) => {
      const violations = await interleave(stage, scheduler, cast);
      worst = Math.max(worst, violations.length);
      if (violations.length > 0) throw new Error(`${violations.join("\n")}\n${scheduler}`);
    });
    await fc.assert(endsWell, { seed: seed + done, numRuns: Math.min(RUNS_A_STAGE, runs - done) });
    await stage.close();
  }
  clock.stop();
  return { interleavings: runs, "that broke an invariant": worst };
}
