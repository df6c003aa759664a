import { parseArgs } from "node:util";
import { ArgumentMistake } from "../cost/traffic-arguments.ts";
import { BUDGET, QUICK_BUDGET, SEED } from "./simulation.ts";

/** What the command line asks for. */
export type SimulateRequest =
  | "help"
  | { readonly budget: number; readonly seed: number; readonly asJson: boolean; readonly writesDocs: boolean };

/** What `npm run simulate -- --help` prints. */
export const SIMULATE_HELP = `Hit ratios, bills and answer times from a thousand to ten billion requests a month: npm run simulate -- [options]

  --quick     a twentieth of the requests replayed, some per cent off
  --seed N    other traffic of the same kind (${SEED})
  --write     writes docs/scale.md, its figures and charts
  --json      everything as JSON
  --help      this`;

/**
 * Reads the command line of `npm run simulate`.
 *
 * @param args e.g. `["--quick"]`
 * @throws ArgumentMistake for what nobody knows
 */
export function simulateRequest(args: readonly string[]): SimulateRequest {
  const values = parsed(args);
  if (values.help === true) return "help";
  const seed = values.seed ?? String(SEED);
  if (!/^\d{1,9}$/.test(seed)) throw new ArgumentMistake("--seed must be a whole number of up to nine digits.");
  const isQuick = values.quick === true;
  const writesDocs = values.write === true;
  if (writesDocs && (isQuick || Number(seed) !== SEED)) {
    throw new ArgumentMistake("--write goes with neither --quick nor --seed: the docs have one run.");
  }
  return { budget: isQuick ? QUICK_BUDGET : BUDGET, seed: Number(seed), asJson: values.json === true, writesDocs };
}

function parsed(args: readonly string[]) {
  const flag = { type: "boolean" } as const;
  const options = { quick: flag, write: flag, json: flag, help: flag, seed: { type: "string" } } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (cause) {
    throw new ArgumentMistake("There are --quick --seed --write --json --help; --seed takes a number.", { cause });
  }
}
