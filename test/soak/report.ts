import { readFile, writeFile } from "node:fs/promises";
import { type ActOutcomes, mergeOutcomes, outcomeTables, readOutcomes } from "../faults/outcomes.ts";
import type { Figures } from "./figures.ts";

const PAGE = new URL("../../docs/reliability.md", import.meta.url);

/** Where the table of runs begins on the page. */
const RUNS = "| run | figures |\n| --- | --- |\n";

/** What the tables of faults on the page know. */
export async function knownOutcomes(): Promise<readonly ActOutcomes[]> {
  return readOutcomes(await readFile(PAGE, "utf8"));
}

/** Writes what came of faults into their tables; what stands before the first of them, and what was not tried, stays. */
export async function writeOutcomes(acts: readonly ActOutcomes[]): Promise<void> {
  const page = await readFile(PAGE, "utf8");
  const [before = ""] = page.split(/^### /m);
  await writeFile(PAGE, before + outcomeTables(mergeOutcomes(readOutcomes(page), acts)));
}

/**
 * Writes the figures of a part into its row of the page's table, which is made where there is none.
 *
 * @param command what was run, e.g. `kills --share 0.1`
 */
export async function writeFigures(command: string, figures: Figures): Promise<void> {
  const page = await readFile(PAGE, "utf8");
  const [before = "", after] = page.split(RUNS);
  if (after === undefined) throw new Error("docs/reliability.md has no table of runs");
  const rows = /^(?:\|.*\n)*/.exec(after)![0];
  const part = command.split(" ")[0]!;
  const others = rows.split("\n").filter((row) => row !== "" && !row.startsWith(`| \`${part}`));
  const said = Object.entries(figures).map(([what, figure]) => `${what} ${figure}`);
  const row = `| \`${command}\` | ${said.join(", ")} |`;
  const table = [...others, row].toSorted().join("\n");
  await writeFile(PAGE, `${before}${RUNS}${table}\n${after.slice(rows.length)}`);
}
