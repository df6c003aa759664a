import { type Outcome, simulate } from "./outcome.ts";
import { CHANGES, DEPLOYED } from "./switches.ts";
import { SCALES, type Workload } from "./workload.ts";

/** All that `npm run simulate` finds; plain data. */
export interface Simulation {
  readonly seed: number;
  /** Requests of a month that are replayed, about. */
  readonly budget: number;
  readonly scales: readonly Outcome[];
  /** What each switch is worth, at each of {@link COMPARED_REQUESTS}. */
  readonly changes: readonly { readonly name: string; readonly outcomes: readonly Outcome[] }[];
}

/** Requests of a month that are replayed, unless it should be quick. */
export const BUDGET = 200_000;
export const QUICK_BUDGET = 10_000;

/** One seed for all that stands in the docs. */
export const SEED = 2_026;

/** The services, by their requests a month, whose switches are tried. */
export const COMPARED_REQUESTS: readonly number[] = [1e6, 1e8];

/**
 * Simulates every scale, and every switch at some of them.
 *
 * @param onProgress is told what comes next, e.g. `10 M requests a month`
 */
export function runSimulation(budget: number, seed: number, onProgress: (next: string) => void): Simulation {
  const scales = SCALES.map((workload) => {
    onProgress(`${workload.requestsAMonth.toLocaleString("en-US")} requests a month`);
    return simulate({ workload, switches: DEPLOYED, budget, seed });
  });
  const changes = CHANGES.map(([name, switches]) => {
    const outcomes = comparedWorkloads().map((workload) => {
      onProgress(`${name}, ${workload.requestsAMonth.toLocaleString("en-US")} requests a month`);
      return simulate({ workload, switches, budget, seed });
    });
    return { name, outcomes };
  });
  return { seed, budget, scales, changes };
}

function comparedWorkloads(): Workload[] {
  return SCALES.filter(({ requestsAMonth }) => COMPARED_REQUESTS.includes(requestsAMonth));
}
