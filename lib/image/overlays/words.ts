import sharp, { type OverlayOptions } from "sharp";
import type { Size } from "../../geometry.ts";
import type { Transform } from "../../url/parameters.ts";
import { parseColor } from "../color.ts";
import { drawLetters, type Letters, type Mask } from "./letters.ts";
import { type Drawn, placedOverlay, roomWithin } from "./placed-overlay.ts";

/** What the table says of words that nothing more is said of. */
const WORDS = { gravity: "south", size: 32, color: "ffffff" } as const;

/** How far words are from the edge, and how far a halo reaches, in shares of the letters' size. */
const PAD = 0.4;
const HALO = 0.2;

/** How often words are drawn smaller because they turned out too high. */
const FITTING_TRIES = 5;

/** How much denser than a mere blur a halo is, so that thin letters have one too. */
const HALO_DENSITY = 3;

/** What a line and a letter take, in shares of the letters' size, about. */
const LINE = 1.4;
const LETTER = 0.6;

/** Words as they lie over a frame, their halo beneath them; `undefined` where nothing of them can be seen. */
export async function wordsOverlay(
  text: string,
  transform: Transform,
  canvas: Size,
): Promise<OverlayOptions | undefined> {
  const { textGravity: gravity = WORDS.gravity, textColor = WORDS.color, textHalo } = transform;
  const fitting = await drawFitting(text, transform.textSize ?? WORDS.size, canvas, gravity);
  if (fitting === undefined) return undefined;
  const { letters, size, pad, room } = fitting;
  const words = colored(letters, textColor);
  if (textHalo === undefined) return placedOverlay(words, canvas, gravity, pad);
  const reach = Math.min(Math.ceil(size * HALO), (canvas.width - room.width) / 2, (canvas.height - room.height) / 2);
  const haloed = await onHalo(words, colored(await spread(letters, reach), textHalo), reach);
  return placedOverlay(haloed, canvas, gravity, pad - reach);
}

/** Words at their size, or at the largest at which they have room. */
interface Fitting {
  readonly letters: Letters;
  readonly size: number;
  readonly pad: number;
  readonly room: Size;
}

async function drawFitting(
  text: string,
  asked: number,
  canvas: Size,
  gravity: NonNullable<Transform["textGravity"]>,
): Promise<Fitting | undefined> {
  for (let size = likelySize(text, asked, canvas), tries = 1; ; tries++) {
    const pad = Math.round(size * PAD);
    const room = roomWithin(canvas, pad);
    const letters = await drawLetters(text, size, room, gravity);
    if (letters === undefined) return undefined;
    const excess = letters.wholeHeight / room.height;
    if (excess <= 1 || size === 1 || tries === FITTING_TRIES) return { letters, size, pad, room };
    // Half the size takes a quarter of the height, where there are many lines.
    size = Math.max(1, Math.min(size - 1, Math.floor(size / Math.sqrt(excess))));
  }
}

/** Not far from the size that fits, so that no drawing is much larger than the canvas. */
function likelySize(text: string, asked: number, { width, height }: Size): number {
  const area = [...text].length * LINE * LETTER;
  const most = Math.min(asked, width / LINE, height / LINE, Math.sqrt((width * height) / area));
  return Math.max(1, Math.floor(most));
}

/** The same letters, blurred, with so many px more on each side. */
async function spread({ data, width, height }: Mask, reach: number): Promise<Mask> {
  if (reach === 0) return { data, width, height };
  const sides = { left: reach, right: reach, top: reach, bottom: reach };
  const extended = sharp(data, { raw: { width, height, channels: 1 } }).extend({ ...sides, background: "#000" });
  const room = { width: width + 2 * reach, height: height + 2 * reach };
  const wide = await extended.extractChannel(0).raw().toBuffer();
  const blurred = sharp(wide, { raw: { ...room, channels: 1 } })
    .blur(Math.max(0.3, reach / 2))
    .linear(HALO_DENSITY, 0);
  return { data: await blurred.extractChannel(0).raw().toBuffer(), ...room };
}

/** Letters in one color. */
function colored({ data, width, height }: Mask, digits: string): Drawn {
  const { alpha, ...rgb } = parseColor(digits);
  const pixels = Buffer.alloc(width * height * 4);
  for (let at = 0; at < data.length; at++) {
    pixels.set([rgb.r, rgb.g, rgb.b, Math.round(data[at]! * alpha)], at * 4);
  }
  return { data: pixels, width, height };
}

async function onHalo(words: Drawn, halo: Drawn, reach: number): Promise<Drawn> {
  const rawOf = ({ width, height }: Drawn) => ({ width, height, channels: 4 }) as const;
  const composed = sharp(halo.data, { raw: rawOf(halo) }).composite([
    { input: words.data, raw: rawOf(words), left: reach, top: reach },
  ]);
  return { ...halo, data: await composed.raw().toBuffer() };
}
