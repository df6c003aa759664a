import type { Bar } from "./finding.ts";
import { figure } from "./text.ts";

/** Pixels of the drawing. */
const WIDTH = 760;
const LABEL_WIDTH = 200;
const VALUE_WIDTH = 100;
const BAR_HEIGHT = 18;
const BAR_STEP = 24;
const TITLE_HEIGHT = 34;
const MARGIN = 16;

/** Ours stand out; the others are gray. */
const OURS = /^(darkroom|pipeline|transformer|API)$/;

/** A part of the chart: bars that one scale fits. */
export interface ChartGroup {
  /** e.g. `Mixed load: requests per second` */
  readonly title: string;
  readonly bars: readonly Omit<Bar, "group">[];
}

/**
 * Draws bars, group under group, each group on its own scale from nothing to its longest bar.
 *
 * @returns an SVG document; empty groups are left out
 */
export function svgChart(groups: readonly ChartGroup[]): string {
  const parts: string[] = [];
  let top = MARGIN;
  for (const { title, bars } of groups.filter(({ bars }) => bars.length > 0)) {
    parts.push(`<text x="${MARGIN}" y="${top + 16}" font-weight="bold">${escaped(title)}</text>`);
    top += TITLE_HEIGHT;
    const longest = Math.max(...bars.map(({ value }) => value));
    for (const bar of bars) {
      parts.push(barParts(bar, top, longest > 0 ? bar.value / longest : 0));
      top += BAR_STEP;
    }
    top += MARGIN;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${top}" viewBox="0 0 ${WIDTH} ${top}" font-family="system-ui, sans-serif" font-size="13" fill="#222222">
<rect width="100%" height="100%" fill="#ffffff"/>
${parts.join("\n")}
</svg>
`;
}

/** @param share of the longest bar, 0 to 1 */
function barParts({ label, value, unit }: ChartGroup["bars"][number], top: number, share: number): string {
  const length = Math.max(1, Math.round(share * (WIDTH - LABEL_WIDTH - VALUE_WIDTH - MARGIN)));
  const color = OURS.test(label) ? "#c2410c" : "#a3a3a3";
  const baseline = top + BAR_HEIGHT - 5;
  return [
    `<text x="${LABEL_WIDTH - 8}" y="${baseline}" text-anchor="end">${escaped(label)}</text>`,
    `<rect x="${LABEL_WIDTH}" y="${top}" width="${length}" height="${BAR_HEIGHT}" rx="2" fill="${color}"/>`,
    `<text x="${LABEL_WIDTH + length + 6}" y="${baseline}">${escaped(figure(value) + unit)}</text>`,
  ].join("");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
