/** Colors that can be told apart on white and on black, also by people who do not see all of them. */
export const COLORS = ["#3b82c4", "#d9822b", "#3a9d6e", "#b05cc4", "#c9a227", "#8a8f98", "#d05d5d"] as const;

/** Where a chart is drawn, in px. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Grey that can be read on both where a viewer tells nothing of its background, and better where it does. */
const STYLE = `text{font:13px system-ui,sans-serif;fill:#7a828c}
.title{font-size:15px;font-weight:600}.end{text-anchor:end}.middle{text-anchor:middle}
.grid{stroke:#8a8f98;stroke-opacity:.35;stroke-width:1}
@media(prefers-color-scheme:light){text{fill:#4b535d}}@media(prefers-color-scheme:dark){text{fill:#b4bcc6}}`;

/**
 * A whole drawing.
 *
 * @param description what the drawing shows, for those who do not see it
 */
export function svgDocument(width: number, height: number, description: string, content: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeText(description)}">
<style>${STYLE}</style>
${content.join("\n")}
</svg>
`;
}

/** @param className `title`, `end` or `middle`, or several with spaces between */
export function svgText(x: number, y: number, text: string, className = ""): string {
  const named = className === "" ? "" : ` class="${className}"`;
  return `<text x="${px(x)}" y="${px(y)}"${named}>${escapeText(text)}</text>`;
}

/** A line of the grid behind a chart. */
export function svgGridLine(x1: number, y1: number, x2: number, y2: number): string {
  return `<line class="grid" x1="${px(x1)}" y1="${px(y1)}" x2="${px(x2)}" y2="${px(y2)}"/>`;
}

/** Names beside squares of their colors, in a row; the first has the color at a place. */
export function svgLegend(names: readonly string[], x: number, y: number, firstColor = 0): string[] {
  let left = x;
  return names.flatMap((name, place) => {
    const at = left;
    left += 32 + name.length * 8.6;
    const square = `<rect x="${px(at)}" y="${px(y - 10)}" width="12" height="12" rx="2" fill="${colorAt(firstColor + place)}"/>`;
    return [square, svgText(at + 18, y, name)];
  });
}

/** The color of the series at a place. */
export function colorAt(place: number): string {
  return COLORS[place % COLORS.length]!;
}

/** Tenths of px are fine enough, and the same on every machine. */
export function px(length: number): string {
  return String(Math.round(length * 10) / 10);
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
