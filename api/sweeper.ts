import type { Environment } from "../lib/aws/environment.ts";
import { logMetrics } from "../lib/aws/metrics.ts";
import { type SweepCount, sweep } from "../lib/operations/sweep.ts";
import { failureCount, type Invocation, withFailuresCounted } from "./counted-failures.ts";
import { awsStores } from "./stores.ts";

/**
 * The sweeper as a Lambda handler, for a schedule. What it cannot finish fails no run, since the next one goes on; it is
 * logged and counted. An upload that it gives up is counted by the code that it failed with.
 *
 * @param environment what `awsStores` reads, and AWS_LAMBDA_FUNCTION_NAME where failures are counted
 */
export function createSweeper(environment: Environment): (event: unknown, context: Invocation) => Promise<SweepCount> {
  const stores = awsStores(environment);
  const metrics = logMetrics(environment);
  return async (_event, context) => {
    const images = withFailuresCounted(stores.images, failureCount(metrics, context));
    const failures: unknown[] = [];
    const done = await sweep({ ...stores, images }, new Date(), (error) => {
      console.error(error);
      failures.push(error);
    });
    if (failures.length > 0) metrics({ FailedChores: failures.length });
    return done;
  };
}
