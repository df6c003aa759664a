import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { canBefall, FAULT_KINDS } from "../../dev/cloud/faults/fault.ts";
import { seededRandom } from "../soak/figures.ts";
import { ACTS } from "./acts.ts";
import { readOutcomes, stepName } from "./outcomes.ts";
import { stageOfFile } from "./test-stage.ts";
import { runTrial } from "./trial.ts";

/** Faults that are tried of each act here; `npm run soak` tries all. */
const TRIALS_AN_ACT = 4;
const SEED = 20_261_122;

const RELIABILITY = new URL("../../docs/reliability.md", import.meta.url);
const outcomes = readOutcomes(readFileSync(RELIABILITY, "utf8"));
const random = seededRandom(SEED);
const oneOf = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;

const stage = stageOfFile();

test("docs/reliability.md has a table for every act", () => {
  expect(outcomes.map(({ act }) => act)).toEqual(ACTS.map(({ title }) => title));
});

describe.each(ACTS.map((act) => ({ act, title: act.title })))("$title", ({ act, title }) => {
  const written = outcomes.find((each) => each.act === title)!;

  test("makes the calls that docs/reliability.md lists; where it does not, `npm run soak -- faults --write` does", async () => {
    const { steps, violations } = await runTrial(stage(), act);
    expect(violations).toEqual([]);
    const listed = written.steps.map(({ step }) => stepName(step));
    expect(steps.map(stepName).toSorted()).toEqual(listed.toSorted());
  });

  const tried = Array.from({ length: TRIALS_AN_ACT }, () => {
    const outcomes = oneOf(written.steps);
    return { kind: oneOf(FAULT_KINDS.filter((kind) => canBefall(kind, outcomes.step))), ...outcomes };
  });
  test.each(tried.map((each) => ({ ...each, name: stepName(each.step) })))(
    "ends well when $kind befalls $name",
    async ({ kind, step, told: listed }) => {
      const { told, violations, hasStruck } = await runTrial(stage(), act, { kind, step });
      expect({ violations, hasStruck }).toEqual({ violations: [], hasStruck: true });
      expect(told).toBe(listed[kind] ?? told);
    },
  );
});
