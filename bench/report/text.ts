import { type Criterion, type Finding, isMet, type Table } from "./finding.ts";

/** A finding as people read it in a terminal. */
export function findingText({ title, tables, notes, criteria }: Finding): string {
  const parts = [title, "=".repeat(title.length), ...tables.map(tableText), ...criteria.map(criterionText), ...notes];
  return `${parts.join("\n")}\n`;
}

/** Columns under each other, the first to the left, numbers to the right. */
export function tableText({ columns, rows }: Table): string {
  const all = [columns, ...rows];
  const widths = columns.map((_, at) => Math.max(...all.map((row) => (row[at] ?? "").length)));
  const lines = all.map((row) => {
    const cells = widths.map((width, at) =>
      at === 0 ? (row[at] ?? "").padEnd(width) : (row[at] ?? "").padStart(width),
    );
    return cells.join("  ").trimEnd();
  });
  return `${lines.join("\n")}\n`;
}

function criterionText(criterion: Criterion): string {
  const verdict = isMet(criterion) ? "yes" : "NO";
  return `${verdict.padEnd(4)}${criterion.name}: ${figure(criterion.value)} (${goalText(criterion)})`;
}

/** e.g. `at least 6` */
export function goalText({ atLeast, atMost }: Criterion): string {
  if (atLeast !== undefined && atLeast === atMost) return `${atLeast}`;
  const least = atLeast === undefined ? [] : [`at least ${atLeast}`];
  const most = atMost === undefined ? [] : [`at most ${atMost}`];
  return [...least, ...most].join(", ");
}

/**
 * A number with as many digits as it is good for.
 *
 * @returns e.g. `1234`, `56.1`, `7.12`, `0.085`
 */
export function figure(value: number): string {
  const size = Math.abs(value);
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
}

/** e.g. `243 MB` */
export function megabytes(bytes: number): string {
  return `${figure(bytes / 1e6)} MB`;
}

/** e.g. `83.4 kB` */
export function kilobytes(bytes: number): string {
  return `${figure(bytes / 1e3)} kB`;
}

/** e.g. `6.31×` */
export function times(ratio: number): string {
  return `${figure(ratio)}×`;
}
