/** Bytes of a profile that is worth its place in every variant; Display P3 has some 500, Adobe RGB 560. */
export const LARGEST_PROFILE_BYTES = 4_096;

/** How much larger than that of sRGB a triangle of primaries is before its colors are worth keeping. */
const WIDE = 1.1;

const HEADER_BYTES = 128;
const TAG_BYTES = 12;

/** A point of the CIE 1931 diagram. */
export type Chromaticity = readonly [x: number, y: number];

/** sRGB's red, green and blue, adapted to D50 as profiles have them. @see IEC 61966-2-1 */
export const SRGB: readonly Chromaticity[] = [
  [0.6484, 0.3309],
  [0.3212, 0.5979],
  [0.1559, 0.066],
];

/**
 * Whether a profile describes colors that sRGB does not have, and is small enough to travel with every variant.
 *
 * @param icc e.g. the one of a phone's photograph, Display P3; a profile of tables alone counts as none
 */
export function isWideGamut(icc: Uint8Array): boolean {
  if (icc.length > LARGEST_PROFILE_BYTES) return false;
  const primaries = primariesOf(icc);
  return primaries !== undefined && areaOf(primaries) > WIDE * areaOf(SRGB);
}

/**
 * The red, green and blue that a profile of RGB mixes its colors from, adapted to D50.
 *
 * @returns `undefined` for a profile of tables alone, of other colors, and for what is none
 * @see ICC.1:2022 §7.2, §9.2.29
 */
export function primariesOf(icc: Uint8Array): readonly Chromaticity[] | undefined {
  const bytes = Buffer.from(icc.buffer, icc.byteOffset, icc.byteLength);
  if (bytes.length < HEADER_BYTES + 4 || bytes.toString("latin1", 16, 20) !== "RGB ") return undefined;
  const primaries = ["rXYZ", "gXYZ", "bXYZ"].map((tag) => chromaticity(bytes, tag));
  return primaries.every((each) => each !== undefined) ? primaries : undefined;
}

function chromaticity(icc: Buffer, tag: string): Chromaticity | undefined {
  const count = icc.readUInt32BE(HEADER_BYTES);
  for (let i = 0; i < count; i++) {
    const entry = HEADER_BYTES + 4 + i * TAG_BYTES;
    if (entry + TAG_BYTES > icc.length) return undefined;
    if (icc.toString("latin1", entry, entry + 4) !== tag) continue;
    const at = icc.readUInt32BE(entry + 4);
    if (at + 20 > icc.length) return undefined;
    const [x, y, z] = [8, 12, 16].map((offset) => icc.readInt32BE(at + offset) / 65_536) as [number, number, number];
    return [x / (x + y + z), y / (x + y + z)];
  }
  return undefined;
}

function areaOf(triangle: readonly Chromaticity[]): number {
  const [a, b, c] = triangle as readonly [Chromaticity, Chromaticity, Chromaticity];
  return Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2;
}
