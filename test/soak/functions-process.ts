import { setTimeout as sleep } from "node:timers/promises";
import sharp from "sharp";
import { startLocalFunctions } from "../../dev/local-functions.ts";
import type { Environment } from "../../lib/aws/environment.ts";

/**
 * The functions in a process of their own, which tells how to reach them, and how much memory they take once no picture is
 * being decoded or encoded any more: what is kept for them, by stand-ins of AWS's services, is not in it.
 *
 * Run with `--expose-gc` and the functions' environment as JSON.
 */

/** Milliseconds between two looks at whether libvips is still at something. */
const LOOK_AGAIN_MS = 50;

function isBusy(): boolean {
  const { queue, process } = sharp.counters();
  return queue > 0 || process > 0;
}

process.on("message", async (wish) => {
  if (wish !== "memory") return;
  while (isBusy()) await sleep(LOOK_AGAIN_MS);
  // Twice: what the first run finalizes, the second gives back.
  for (let time = 0; time < 2; time++) globalThis.gc?.();
  process.send?.({ rssBytes: process.memoryUsage.rss() });
});
process.on("disconnect", () => process.exit());

const environment: Environment = JSON.parse(process.argv[2] ?? "{}");
const { transformerUrl, apiUrl } = await startLocalFunctions(environment, environment.QUEUE_URL ?? "");
process.send?.({ transformerUrl, apiUrl });
