import sharp, { type Sharp } from "sharp";
import { drawVector } from "../../lib/image/vector/rasterize.ts";

/** An SVG as it is shown at a size; where pictures are decoded, libvips reads none itself. */
export async function drawn(svg: string, width: number, height: number): Promise<Sharp> {
  return sharp(await drawVector(Buffer.from(svg), { width, height }));
}

/** A screenshot of an invented program: a bar, cards with lines of text-like strokes, a chart, soft shadows. */
export async function screenshot(width: number, height: number): Promise<Buffer> {
  const cards = Array.from({ length: 6 }, (_, i) => {
    const left = 4 + (i % 3) * 32;
    const top = 16 + Math.floor(i / 3) * 42;
    const lines = Array.from({ length: 9 }, (_, line) => {
      const strokes = Array.from({ length: 14 }, (_, stroke) => {
        const x = left + 2 + stroke * 1.8 + ((i + line * stroke) % 5) / 9;
        return `<rect x="${x}" y="${top + 4 + line * 3.6}" width="${0.4 + ((line * 7 + stroke * 5 + i) % 9) / 8}" height="1.4"/>`;
      });
      return strokes.join("");
    });
    const colors = ["#1e1e2e", "#7d1f2b", "#0b5d3b"];
    return `<rect x="${left}" y="${top}" width="28" height="38" rx="2" fill="#fff" stroke="#bbb" stroke-width="0.2"/>
      <g fill="${colors[i % 3]}">${lines.join("")}</g>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 100 100" preserveAspectRatio="none">
    <rect width="100" height="100" fill="#f2f2f5"/><rect width="100" height="11" fill="#2b5fd9"/>${cards.join("")}</svg>`;
  return (await drawn(svg, width, height)).removeAlpha().png().toBuffer();
}

/** A logo of three even colors on nothing. */
export async function logo(edge: number): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${edge}" height="${edge}" viewBox="0 0 100 100">
    <circle cx="50" cy="50" r="45" fill="#d62828"/><path d="M20 70 L50 20 L80 70 Z" fill="#fff"/>
    <rect x="40" y="45" width="20" height="30" fill="#003049"/></svg>`;
  return (await drawn(svg, edge, edge)).png().toBuffer();
}
