import type { Pixels } from "./pixels.ts";

/** What pixels say of how a picture came to be. */
export interface Nature {
  /** Whether it was drawn or is a screenshot: even areas, and edges as sharp as a pixel. */
  readonly isGraphic: boolean;
  /** Whether it has no more colors than a palette holds. */
  readonly hasPalette: boolean;
}

/** Rows that are looked at; more say the same. */
const ROWS_LOOKED_AT = 96;

/**
 * The share of pixels that are exactly as those to the left and above. Of 18 photographs at 160 to 1,600 px two reached
 * it, a blossom before an even background and a street at night; of charts, code, cards and a page with a photograph none was below.
 */
const FLAT = 0.3;

/** Levels from one pixel to the next that make an edge, and the share of such: photographs as flat as that had up to 0.013. */
const EDGE_LEVELS = 48;
const EDGES = 0.02;

/** Colors under which a picture as flat as that needs no hard edges: soft shadows and gradients of interfaces. */
const FEW_COLORS = 4_096;

const PALETTE_COLORS = 256;

/** What most pictures are. */
export const PHOTOGRAPHED: Nature = { isGraphic: false, hasPalette: false };

/** Rows of the first glance, and the share of flat pixels under which it settles that a picture is photographed. */
const ROWS_GLANCED_AT = 24;
const GLANCED_FLAT = FLAT / 3;

/**
 * Tells what is drawn from what is photographed; most photographs at a first glance, which takes half a millisecond.
 *
 * A wrong yes costs an encoding without loss, which is then too large to be taken, and chroma that is whole.
 */
export function natureOf(pixels: Pixels): Nature {
  const glance = look(pixels, stepOf(pixels, ROWS_GLANCED_AT));
  if (glance.flat < GLANCED_FLAT && glance.colors > PALETTE_COLORS) return PHOTOGRAPHED;
  const { flat, edges, colors } = look(pixels, stepOf(pixels, ROWS_LOOKED_AT));
  return {
    isGraphic: flat >= FLAT && (edges >= EDGES || colors < FEW_COLORS),
    hasPalette: colors <= PALETTE_COLORS && look(pixels, 1).colors <= PALETTE_COLORS,
  };
}

function stepOf({ height }: Pixels, rows: number): number {
  return Math.max(1, Math.floor(height / rows));
}

/** Shares of all pixels but the first row and column, and how many colors there are, as far as anybody counts. */
function look({ data, width, height, channels }: Pixels, rowStep: number) {
  const colors = new Set<number>();
  const above = width * channels;
  let [looked, flat, edges] = [0, 0, 0];
  for (let y = 0; y < height; y += rowStep) {
    let at = y * above;
    colors.add(colorAt(data, at, channels));
    for (let x = 1; x < width; x++) {
      at += channels;
      const levels = levelsBetween(data, at, at - channels, channels);
      if (levels > 0 && colors.size < FEW_COLORS) colors.add(colorAt(data, at, channels));
      if (y === 0) continue;
      looked++;
      if (levels > EDGE_LEVELS) edges++;
      else if (levels === 0 && levelsBetween(data, at, at - above, channels) === 0) flat++;
    }
  }
  return { flat: flat / Math.max(1, looked), edges: edges / Math.max(1, looked), colors: colors.size };
}

function colorAt(data: Uint8Array, at: number, channels: number): number {
  let color = 0;
  for (let channel = 0; channel < channels; channel++) color = color * 256 + data[at + channel]!;
  return color;
}

function levelsBetween(data: Uint8Array, one: number, other: number, channels: number): number {
  let most = 0;
  for (let channel = 0; channel < channels; channel++) {
    most = Math.max(most, Math.abs(data[one + channel]! - data[other + channel]!));
  }
  return most;
}
