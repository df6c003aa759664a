import { AVIF_PIXELS } from "../../limits.ts";
import { type Encoding, isCrisp, type Written } from "../encoding.ts";
import { QUALITY } from "../steps/encode.ts";
import { smallestOf } from "./preference.ts";

/** The least quality at which a picture is worth looking at; below, an original had to be squeezed as far. */
const LEAST_QUALITY = 10;

/** Encodings at lower qualities before what is smallest has to do: two guesses, the least quality, and one below it. */
const MOST_TRIES = 4;

/** Bytes shrink about with the quality; a little more is taken off, so that the first guess mostly does. */
const MARGIN = 0.9;

/** Pixels of an AVIF of which two more can be made in time; above, the same is tried as WebP. */
const LARGE_AVIF_PIXELS = AVIF_PIXELS / 4;

/**
 * Writes a picture at lower qualities until it is not larger than it may be.
 *
 * @param copies what is written already, all of it too large
 * @returns the smallest of all, which is too large still where nothing helped
 */
export async function lowered(
  copies: readonly Written[],
  mostBytes: number,
  pixels: number,
  write: (encoding: Encoding) => Promise<Written>,
): Promise<Written> {
  const lossy = copies.filter(({ encoding }) => !isCrisp(encoding) && encoding.type !== "gif");
  if (lossy.length === 0) return smallestOf(copies);
  const written = [...copies];
  let last = smallestOf(lossy);
  for (let tries = 1; tries <= MOST_TRIES && last.bytes.length > mostBytes; tries++) {
    const quality = nextQuality(last, (MARGIN * mostBytes) / last.bytes.length, tries);
    last = await write({ ...last.encoding, type: inTime(last.encoding, pixels), quality });
    written.push(last);
  }
  return smallestOf(written);
}

/** @param share of the last one's bytes that is wanted, e.g. 0.7 */
function nextQuality({ encoding }: Written, share: number, tries: number): number {
  const quality = encoding.quality ?? QUALITY[encoding.type as keyof typeof QUALITY];
  // Tables, and all that is no pixels, shrink no more: so far down, bytes do as the root of the quality.
  if (tries === MOST_TRIES) return Math.max(1, Math.floor(quality * share ** 2));
  return tries === MOST_TRIES - 1 ? LEAST_QUALITY : Math.max(LEAST_QUALITY, Math.floor(quality * share));
}

function inTime({ type }: Encoding, pixels: number): Encoding["type"] {
  return type === "avif" && pixels > LARGE_AVIF_PIXELS ? "webp" : type;
}
