import { FAULTS, type FaultKind, type Step } from "../../dev/cloud/faults/fault.ts";
import { PROCESSING_OVERDUE_SECONDS, RECOUNT_SECONDS } from "../../lib/limits.ts";
import type { Act } from "./act.ts";
import { findViolations } from "./invariants.ts";
import { beginStory, type Stage, type Story } from "./story.ts";

/** One fault at one step. */
export interface Fault {
  readonly kind: FaultKind;
  readonly step: Step;
}

/** What became of an act that a fault befell. */
export interface Outcome {
  /** What was told at first, e.g. `503`; `†` where the process was killed, and nobody was told anything. */
  readonly told: string;
  /** A sentence for each thing that must not be, when all is over. */
  readonly violations: readonly string[];
  /** The calls of the act, as far as it came. */
  readonly steps: readonly Step[];
  /** Whether the step has come at all. */
  readonly hasStruck: boolean;
}

/** Runs an act with a fault, lets the fault end and all that comes again come, and looks at what is left. */
export async function runTrial(stage: Stage, act: Act, fault?: Fault): Promise<Outcome> {
  return quietly(() => befall(stage, act, fault));
}

/** Keeps what the functions log of faults that are meant to be out of the way. */
export async function quietly<T>(act: () => Promise<T>): Promise<T> {
  const logged = console.error;
  console.error = () => undefined;
  try {
    return await act();
  } finally {
    console.error = logged;
  }
}

async function befall(stage: Stage, act: Act, fault: Fault | undefined): Promise<Outcome> {
  const { plan } = stage.rig;
  const story = beginStory(stage);
  const prepared = (await act.prepare?.(story)) ?? "";
  await stage.rig.idle();

  if (fault === undefined) plan.watch();
  else plan.strike(fault.kind, fault.step);
  const told = await act.run(story, prepared);
  await stage.rig.idle();
  const { hasStruck, isKilled, steps } = plan;
  await stage.rig.recover();

  await act.repeat?.(story, prepared);
  await settle(story);
  const violations = await findViolations(story, { mailsPerImage: mayMailTwice(fault) ? 2 : 1 });
  await clear(story);
  return { told: isKilled ? "†" : told, violations, steps, hasStruck };
}

/** SES has no token by which it knows a mail again: who has not noted its answer sends once more. */
function mayMailTwice(fault: Fault | undefined): boolean {
  if (fault === undefined) return false;
  const isUnanswered = fault.step.call.startsWith("ses ") && fault.kind !== "killed-before";
  const isUnnoted = fault.step.call.endsWith("set mails.upload-ready") || fault.step.call.endsWith("upload-failed");
  return isUnanswered || isUnnoted || FAULTS[fault.kind].extent === "service";
}

/** All that comes again by itself: messages that were not done, the second pass, and the sweeper's chores. */
export async function settle({ queue, clock, rig }: Story): Promise<void> {
  await queue.deliver();
  for (const seconds of [PROCESSING_OVERDUE_SECONDS + 1, RECOUNT_SECONDS + 1]) {
    clock.forward(seconds);
    await rig.functions.sweeper();
    await queue.deliver();
    await rig.idle();
  }
}

/** The stage as the next story is to find it. */
export async function clear({ rig: { stores }, fates }: Story): Promise<void> {
  for (const id of fates.keys()) {
    await stores.originals.removeAll(id);
    await stores.variants.removeAll(id);
  }
}
