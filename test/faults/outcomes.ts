import { canBefall, FAULT_KINDS, type FaultKind, type Step } from "../../dev/cloud/faults/fault.ts";

/** What became of one act: its calls, and what was told at first when a fault befell each. */
export interface ActOutcomes {
  readonly act: string;
  readonly steps: readonly StepOutcomes[];
}

interface StepOutcomes {
  readonly step: Step;
  /** Absent where the fault has not been tried here. */
  readonly told: Partial<Readonly<Record<FaultKind, string>>>;
}

/** What has not been tried, and what cannot be. */
const UNTRIED = "·";
const IMPOSSIBLE = "";

const HEADER = `| call | ${FAULT_KINDS.join(" | ")} |\n| --- |${" --- |".repeat(FAULT_KINDS.length)}`;

/** The tables of all acts, as `docs/reliability.md` has them. */
export function outcomeTables(acts: readonly ActOutcomes[]): string {
  return acts.map(({ act, steps }) => `### ${act}\n\n${HEADER}\n${steps.map(row).join("\n")}\n`).join("\n");
}

function row({ step, told }: StepOutcomes): string {
  const cells = FAULT_KINDS.map((kind) => (canBefall(kind, step) ? (told[kind] ?? UNTRIED) : IMPOSSIBLE));
  return `| ${stepName(step)} | ${cells.join(" | ")} |`;
}

/** e.g. `dynamodb GetItem images (2)` */
export function stepName({ call, turn }: Step): string {
  return turn === 1 ? call : `${call} (${turn})`;
}

/** Reads the tables back. */
export function readOutcomes(page: string): readonly ActOutcomes[] {
  return page
    .split(/^### /m)
    .slice(1)
    .map((section) => {
      const [act = "", ...lines] = section.split("\n");
      const rows = lines.filter((line) => /^\| (s3|dynamodb|sqs|ses|cloudfront) /.test(line));
      return { act, steps: rows.map(readRow) };
    });
}

function readRow(line: string): StepOutcomes {
  const [name = "", ...cells] = line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());
  const [, call = name, turn = "1"] = /^(.*) \((\d+)\)$/.exec(name) ?? [];
  const told = FAULT_KINDS.flatMap((kind, at) => {
    const told = cells[at] ?? IMPOSSIBLE;
    return told === UNTRIED || told === IMPOSSIBLE ? [] : [[kind, told] as const];
  });
  return { step: { call, turn: Number(turn) }, told: Object.fromEntries(told) };
}

/** The newer outcomes, and of the older what was not tried again and is still done. */
export function mergeOutcomes(older: readonly ActOutcomes[], newer: readonly ActOutcomes[]): readonly ActOutcomes[] {
  const known = new Map(
    older.flatMap(({ act, steps }) => steps.map(({ step, told }) => [`${act} ${stepName(step)}`, told] as const)),
  );
  return newer.map(({ act, steps }) => ({
    act,
    steps: steps.map(({ step, told }) => ({ step, told: { ...known.get(`${act} ${stepName(step)}`), ...told } })),
  }));
}
