import { type Area, colorAt, px, svgDocument, svgGridLine, svgLegend, svgText } from "./svg.ts";

/** Lines over two axes that both go by powers of ten. */
export interface LineChart {
  readonly title: string;
  readonly xName: string;
  /** e.g. `[1000, 1000000]`, rising */
  readonly x: readonly number[];
  /** A value for each `x`; what is not above zero is left out. */
  readonly lines: readonly { readonly name: string; readonly values: readonly number[] }[];
  readonly label: (value: number) => string;
}

const SIZE = { width: 760, height: 400 };
const AREA: Area = { left: 70, top: 76, width: 660, height: 260 };

/** Draws it as SVG. */
export function drawLineChart({ title, xName, x, lines, label }: LineChart): string {
  const values = lines.flatMap((line) => line.values).filter((value) => value > 0);
  const xDecades = decades(x);
  const yDecades = decades(values);
  const xAt = (value: number) => AREA.left + AREA.width * along(value, xDecades);
  const yAt = (value: number) => AREA.top + AREA.height * (1 - along(value, yDecades));
  const grid = yDecades.flatMap((each) => [
    svgGridLine(AREA.left, yAt(each), AREA.left + AREA.width, yAt(each)),
    svgText(AREA.left - 8, yAt(each) + 4, label(each), "end"),
  ]);
  const bottom = AREA.top + AREA.height;
  const names = xDecades.map((each) => svgText(xAt(each), bottom + 20, label(each), "middle"));
  const drawn = lines.map((line, place) => {
    const points = line.values.flatMap((value, at) => (value > 0 ? [`${px(xAt(x[at]!))},${px(yAt(value))}`] : []));
    return `<polyline points="${points.join(" ")}" fill="none" stroke="${colorAt(place)}" stroke-width="2.5"/>`;
  });
  return svgDocument(SIZE.width, SIZE.height, title, [
    svgText(16, 26, title, "title"),
    ...svgLegend(
      lines.map(({ name }) => name),
      16,
      52,
    ),
    ...grid,
    ...names,
    svgText(AREA.left + AREA.width / 2, bottom + 44, xName, "middle"),
    ...drawn,
  ]);
}

/** The powers of ten from just below the least to just above the greatest. */
function decades(values: readonly number[]): number[] {
  const first = Math.floor(Math.log10(Math.min(...values)));
  const last = Math.ceil(Math.log10(Math.max(...values)));
  return Array.from({ length: Math.max(1, last - first) + 1 }, (_, place) => 10 ** (first + place));
}

function along(value: number, axis: readonly number[]): number {
  const [first, last] = [Math.log10(axis[0]!), Math.log10(axis.at(-1)!)];
  return (Math.log10(value) - first) / (last - first);
}
