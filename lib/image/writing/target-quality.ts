import { QUALITY_ENCODINGS } from "../../limits.ts";
import type { Encoding, Written } from "../encoding.ts";
import { QUALITY } from "../steps/encode.ts";
import { type Look, likeness } from "./likeness.ts";

/** How much a picture is to look like what it was made from, as {@link likeness} tells it: SSIMULACRA 2's high quality. */
export const TARGET = 70;

/** Points over the target that are not worth another encoding. */
const CLOSE = 1;

const LEAST_QUALITY = 10;
const GREATEST_QUALITY = 95;

/** Points that a step of quality is worth about where the search begins. */
const POINTS_PER_STEP = 0.5;

/** A type that a quality can be looked for of. */
export type Lossy = keyof typeof QUALITY;

interface Tried extends Written {
  readonly quality: number;
  readonly score: number;
}

/** What the search asks of its caller, each once for every quality that it tries. */
export interface Trial {
  readonly write: (encoding: Encoding) => Promise<Written>;
  readonly look: (bytes: Uint8Array) => Promise<Look>;
}

/**
 * Looks for the least quality at which a picture still looks as it should.
 *
 * Scores grow with quality, nearly along a line: the next guess is where the line through the nearest two crosses the target.
 *
 * @returns the smallest written one that reaches the target; where none of four does, the one that comes nearest
 */
export async function smallestAtTarget(
  encoding: Encoding & { type: Lossy },
  original: Look,
  trial: Trial,
): Promise<Written> {
  const tried: Tried[] = [];
  let quality: number | undefined = QUALITY[encoding.type];
  while (quality !== undefined && tried.length < QUALITY_ENCODINGS) {
    const written = await trial.write({ ...encoding, quality });
    const score = likeness(original, await trial.look(written.bytes));
    tried.push({ ...written, quality, score });
    quality = nextQuality(tried);
  }
  const reaching = tried.filter(({ score }) => score >= TARGET).sort((a, b) => a.bytes.length - b.bytes.length);
  return reaching[0] ?? tried.sort((a, b) => b.score - a.score)[0]!;
}

/** `undefined` once there is nothing to be gained. */
function nextQuality(tried: readonly Tried[]): number | undefined {
  const byScore = [...tried].sort((a, b) => a.score - b.score);
  const below = byScore.filter(({ score }) => score < TARGET).at(-1);
  const above = byScore.find(({ score }) => score >= TARGET);
  if (above !== undefined && (above.score < TARGET + CLOSE || above.quality - (below?.quality ?? 0) <= 1))
    return undefined;
  const guess = Math.ceil(guessed(below, above, tried));
  const least = below === undefined ? LEAST_QUALITY : below.quality + 1;
  const greatest = above === undefined ? GREATEST_QUALITY : above.quality - 1;
  const next = Math.min(Math.max(guess, least), greatest);
  return next < least || tried.some(({ quality }) => quality === next) ? undefined : next;
}

function guessed(below: Tried | undefined, above: Tried | undefined, tried: readonly Tried[]): number {
  const [one, other] = below && above ? [below, above] : tried.slice(-2);
  const slope =
    one && other && one.quality !== other.quality
      ? (other.score - one.score) / (other.quality - one.quality)
      : POINTS_PER_STEP;
  const from = (above ?? below)!;
  return from.quality + (TARGET + CLOSE / 2 - from.score) / Math.max(slope, POINTS_PER_STEP / 4);
}
