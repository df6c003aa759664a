import type { Environment } from "../lib/aws/environment.ts";
import { logMetrics } from "../lib/aws/metrics.ts";
import { type SweepCount, sweep } from "../lib/operations/sweep.ts";
import { awsStores } from "./stores.ts";

/**
 * The sweeper as a Lambda handler, for a schedule. What it cannot finish fails no run, since the next one goes on; it is
 * logged and counted.
 *
 * @param environment what `awsStores` reads, and AWS_LAMBDA_FUNCTION_NAME where failures are counted
 */
export function createSweeper(environment: Environment): () => Promise<SweepCount> {
  const stores = awsStores(environment);
  const metrics = logMetrics(environment);
  return async () => {
    const failures: unknown[] = [];
    const done = await sweep(stores, new Date(), (error) => {
      console.error(error);
      failures.push(error);
    });
    if (failures.length > 0) metrics({ FailedChores: failures.length });
    return done;
  };
}
