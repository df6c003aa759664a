import { canBefall, FAULT_KINDS, type FaultKind, type Step } from "../../dev/cloud/faults/fault.ts";
import type { Act } from "../faults/act.ts";
import { ACTS } from "../faults/acts.ts";
import { type Clock, startClock } from "../faults/clock.ts";
import { type ActOutcomes, stepName } from "../faults/outcomes.ts";
import { openStage } from "../faults/story.ts";
import { runTrial } from "../faults/trial.ts";
import type { Figures } from "./figures.ts";

/** Trials that share one stage; its lists grow with each. */
const TRIALS_A_STAGE = 40;

/** All that a soak of faults has found. */
export interface FaultSoak {
  readonly figures: Figures;
  /** A sentence for each trial that ended badly. */
  readonly violations: readonly string[];
}

/** What is to be tried, and for how long. */
export interface FaultSoakOptions {
  /** What is known already, which comes last. */
  readonly known: readonly ActOutcomes[];
  /** Of all trials, e.g. `0.1`. */
  readonly share: number;
  /** As `performance.now()` has it; what is not tried by then is left. */
  readonly endsAt: number;
  readonly random: () => number;
  /** Hears of each trial. */
  onTrial(text: string): void;
  /** Hears of all outcomes now and then, and in the end: a run takes an hour, and may be ended before. */
  onOutcomes(acts: readonly ActOutcomes[]): Promise<void>;
}

/** One fault at one call of an act. */
interface Cell {
  readonly act: Act;
  readonly step: Step;
  readonly kind: FaultKind;
}

/** Has every fault befall every call of every act, what has never been tried first. */
export async function soakFaults(options: FaultSoakOptions): Promise<FaultSoak> {
  const { known, share, endsAt, random, onTrial, onOutcomes } = options;
  const clock = startClock();
  const run = await openRun(clock, onTrial);
  const steps = new Map<Act, readonly Step[]>();
  for (const act of ACTS) steps.set(act, await run.clean(act));
  const cells = cellsOf(steps);
  const ranked = cells.map((cell) => ({ cell, rank: (isKnown(known, cell) ? 1 : 0) + random() }));
  const wanted = ranked.toSorted((a, b) => a.rank - b.rank).slice(0, Math.ceil(cells.length * share));
  for (const [at, { cell }] of wanted.entries()) {
    if (performance.now() > endsAt) break;
    await run.tryOut(cell);
    if (at % TRIALS_A_STAGE === 0) await onOutcomes(outcomesOf(steps, run.told));
  }
  await run.close();
  clock.stop();
  const acts = outcomesOf(steps, run.told);
  await onOutcomes(acts);
  const figures = {
    ...{ cells: cells.length, trials: run.trials(), "that ended badly": run.violations.length },
    "never tried so far": cells.filter((cell) => !isKnown(known, cell) && !isKnown(acts, cell)).length,
  };
  return { figures, violations: run.violations };
}

type Told = Partial<Record<FaultKind, string>>;

function outcomesOf(steps: ReadonlyMap<Act, readonly Step[]>, told: ReadonlyMap<string, Told>): readonly ActOutcomes[] {
  return [...steps].map(([act, each]) => ({
    act: act.title,
    steps: each.map((step) => ({ step, told: told.get(cellRow(act, step)) ?? {} })),
  }));
}

function cellsOf(steps: ReadonlyMap<Act, readonly Step[]>): readonly Cell[] {
  return [...steps].flatMap(([act, each]) =>
    each.flatMap((step) => FAULT_KINDS.filter((kind) => canBefall(kind, step)).map((kind) => ({ act, step, kind }))),
  );
}

function isKnown(known: readonly ActOutcomes[], { act, step, kind }: Cell): boolean {
  const row = known
    .find((each) => each.act === act.title)
    ?.steps.find((each) => stepName(each.step) === stepName(step));
  return row?.told[kind] !== undefined;
}

function cellRow(act: Act, step: Step): string {
  return `${act.title}, ${stepName(step)}`;
}

async function openRun(clock: Clock, onTrial: (text: string) => void) {
  const told = new Map<string, Told>();
  const violations: string[] = [];
  let stage = await openStage(clock);
  let trials = 0;

  function note(what: string, outcome: string, found: readonly string[]): void {
    onTrial(`${++trials} ${what}: ${outcome} ${found.join("; ")}`);
    violations.push(...found.map((each) => `${what}: ${each}`));
  }

  async function freshStage() {
    if (trials > 0 && trials % TRIALS_A_STAGE === 0) {
      await stage.close();
      stage = await openStage(clock);
    }
    return stage;
  }

  return {
    ...{ told, violations },
    trials: () => trials,
    close: () => stage.close(),
    /** @returns the calls that the act makes where nothing befalls it */
    async clean(act: Act): Promise<readonly Step[]> {
      const outcome = await runTrial(await freshStage(), act);
      note(`${act.title}, no fault`, outcome.told, outcome.violations);
      return outcome.steps;
    },
    async tryOut({ act, step, kind }: Cell): Promise<void> {
      const outcome = await runTrial(await freshStage(), act, { kind, step });
      // A call that is not made every time would be a hole in the table.
      const missed = outcome.hasStruck ? [] : ["the call was not made this time"];
      note(`${kind} at ${cellRow(act, step)}`, outcome.told, [...outcome.violations, ...missed]);
      if (outcome.hasStruck) told.set(cellRow(act, step), { ...told.get(cellRow(act, step)), [kind]: outcome.told });
    },
  };
}
