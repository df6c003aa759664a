import { FAULTS, type FaultKind } from "../../dev/cloud/faults/fault.ts";
import { ACTS, type Act } from "../faults/acts.ts";
import { type Clock, startClock } from "../faults/clock.ts";
import { type ActOutcomes, stepName } from "../faults/outcomes.ts";
import { openStage } from "../faults/story.ts";
import { type Outcome, runTrial } from "../faults/trial.ts";
import type { Figures } from "./figures.ts";

/** Trials that share one stage; its lists grow with each. */
const TRIALS_A_STAGE = 40;

const KINDS = Object.keys(FAULTS) as FaultKind[];

/** All that a soak of faults has found. */
export interface FaultSoak {
  readonly figures: Figures;
  readonly acts: readonly ActOutcomes[];
  /** A sentence for each trial that ended badly. */
  readonly violations: readonly string[];
}

/**
 * Has every fault befall every call of every act.
 *
 * @param isTried chooses some of them, e.g. `() => random() < 0.1`
 * @param onTrial hears of each
 */
export async function soakFaults(isTried: () => boolean, onTrial: (text: string) => void): Promise<FaultSoak> {
  const clock = startClock();
  const acts: ActOutcomes[] = [];
  const violations: string[] = [];
  let trials = 0;
  for (const act of ACTS) {
    const outcomes = await soakAct(act, clock, isTried, (what, outcome) => {
      trials++;
      onTrial(`${act.title}, ${what}: ${outcome.told} ${outcome.violations.join("; ")}`);
      violations.push(...outcome.violations.map((each) => `${act.title}, ${what}: ${each}`));
    });
    acts.push(outcomes);
  }
  clock.stop();
  const steps = acts.reduce((sum, { steps }) => sum + steps.length, 0);
  const figures = { acts: acts.length, calls: steps, trials, "that ended badly": violations.length };
  return { figures, acts, violations };
}

async function soakAct(
  act: Act,
  clock: Clock,
  isTried: () => boolean,
  onOutcome: (what: string, outcome: Outcome) => void,
): Promise<ActOutcomes> {
  let stage = await openStage(clock);
  const clean = await runTrial(stage, act);
  onOutcome("no fault", clean);
  const steps = [];
  let trials = 0;
  for (const step of clean.steps) {
    const told: Partial<Record<FaultKind, string>> = {};
    for (const kind of KINDS.filter(isTried)) {
      if (++trials % TRIALS_A_STAGE === 0) {
        await stage.close();
        stage = await openStage(clock);
      }
      const outcome = await runTrial(stage, act, { kind, step });
      // A call that is not made every time would be a hole in the table.
      const missed = outcome.hasStruck ? [] : ["the call was not made this time"];
      onOutcome(`${kind} at ${stepName(step)}`, { ...outcome, violations: [...outcome.violations, ...missed] });
      told[kind] = outcome.told;
    }
    steps.push({ step, told });
  }
  await stage.close();
  return { act: act.title, steps };
}
