import { afterAll, beforeAll } from "vitest";
import { type Clock, startClock } from "./clock.ts";
import { openStage, type Stage } from "./story.ts";

/** What a test file plays its stories on; there from its first test to its last. */
export function stageOfFile(): () => Stage {
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
  return () => stage;
}
