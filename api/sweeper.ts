import type { Environment } from "../lib/aws/environment.ts";
import { type SweepCount, sweep } from "../lib/operations/sweep.ts";
import { awsStores } from "./stores.ts";

/**
 * The sweeper as a Lambda handler, for a schedule.
 *
 * @param environment what `awsStores` reads
 */
export function createSweeper(environment: Environment): () => Promise<SweepCount> {
  const stores = awsStores(environment);
  return () => sweep(stores, new Date(), (error) => console.error(error));
}
