import { colorAt, px, svgDocument, svgLegend, svgText } from "./svg.ts";

/** Bars that lie, each made of parts. */
export interface BarChart {
  readonly title: string;
  /** What the parts are called, in their order. */
  readonly parts: readonly string[];
  /** The place of the first part's color; so that two charts can show one thing in one color. */
  readonly firstColor?: number;
  readonly bars: readonly { readonly name: string; readonly values: readonly number[] }[];
  /** The sum of a bar as it stands at its end. */
  readonly label: (sum: number) => string;
}

const WIDTH = 760;
const NAMES = 190;
const LABELS = 80;
const ROW = 30;
const TOP = 72;

/** Draws it as SVG. */
export function drawBarChart({ title, parts, bars, label, firstColor = 0 }: BarChart): string {
  const sums = bars.map(({ values }) => values.reduce((sum, value) => sum + value, 0));
  const scale = (WIDTH - NAMES - LABELS) / Math.max(...sums);
  const rows = bars.flatMap(({ name, values }, row) => {
    const y = TOP + row * ROW;
    let left = NAMES;
    const rectangles = values.map((value, part) => {
      const width = value * scale;
      const drawn = `<rect x="${px(left)}" y="${y}" width="${px(width)}" height="20" fill="${colorAt(firstColor + part)}"/>`;
      left += width;
      return drawn;
    });
    return [svgText(NAMES - 10, y + 15, name, "end"), ...rectangles, svgText(left + 8, y + 15, label(sums[row]!))];
  });
  return svgDocument(WIDTH, TOP + bars.length * ROW + 10, title, [
    svgText(16, 26, title, "title"),
    ...svgLegend(parts, 16, 52, firstColor),
    ...rows,
  ]);
}
