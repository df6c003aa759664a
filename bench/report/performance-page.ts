import { markdownTable } from "../cost/markdown-table.ts";
import { type Criterion, type Finding, isMet } from "./finding.ts";
import { figure, goalText } from "./text.ts";

/** The chart of a section, beside the page, e.g. `performance-mixed.svg` */
export function chartFile(section: string): string {
  return `performance-${section}.svg`;
}

/**
 * A page with what a run has found in the place that it keeps for it: from a line `<!-- mixed -->` to a line
 * `<!-- /mixed -->`.
 *
 * @param page docs/performance.md as it is
 * @param conditions where and on what it was measured, e.g. `2 cores of AMD EPYC; 21 pictures.`
 * @returns the page as it is to be; what other sections have found stays
 * @throws Error when there is no place for the section
 */
export function withFinding(page: string, finding: Finding, conditions: string): string {
  const [begin, end] = [`<!-- ${finding.section} -->\n`, `<!-- /${finding.section} -->`];
  const from = page.indexOf(begin);
  const to = page.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error(`docs/performance.md keeps no place for ${finding.section}.`);
  return `${page.slice(0, from)}${begin}\n${findingBlock(finding, conditions)}\n\n${page.slice(to)}`;
}

function findingBlock({ section, title, tables, notes, criteria, bars }: Finding, conditions: string): string {
  return [
    `**${title}.**`,
    ...tables.map(({ columns, rows }) => markdownTable([columns, ...rows])),
    ...(criteria.length > 0 ? [markdownTable([["goal", "", "seen", ""], ...criteria.map(criterionRow)])] : []),
    ...(bars.length > 0 ? [`![${title}](${chartFile(section)})`] : []),
    [...notes, conditions].join("\n"),
  ].join("\n\n");
}

function criterionRow(criterion: Criterion): string[] {
  return [criterion.name, goalText(criterion), figure(criterion.value), isMet(criterion) ? "met" : "**not met**"];
}
