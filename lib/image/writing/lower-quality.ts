import { AVIF_PIXELS } from "../../limits.ts";
import { type Encoding, isCrisp, type Written } from "../encoding.ts";
import { QUALITY } from "../steps/encode.ts";
import { smallestOf } from "./preference.ts";

/** Encodings at lower qualities before what is smallest has to do; the last is of the least. */
const MOST_TRIES = 3;

const LEAST_QUALITY = 10;

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
  for (let tries = 0; tries < MOST_TRIES && last.bytes.length > mostBytes; tries++) {
    const wanted = tries + 1 < MOST_TRIES ? (MARGIN * mostBytes) / last.bytes.length : 0;
    last = await write(lower(last, wanted, pixels));
    written.push(last);
  }
  return smallestOf(written);
}

/** @param share of its bytes that is wanted, e.g. 0.7 */
function lower({ encoding }: Written, share: number, pixels: number): Encoding {
  const type = encoding.type === "avif" && pixels > LARGE_AVIF_PIXELS ? "webp" : encoding.type;
  const quality = encoding.quality ?? QUALITY[encoding.type as keyof typeof QUALITY];
  return { ...encoding, type, quality: Math.max(LEAST_QUALITY, Math.floor(quality * share)) };
}
