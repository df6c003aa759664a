import type { Metadata } from "sharp";
import type { ColorSpace, ProfileName } from "../image-record.ts";
import { type Chromaticity, primariesOf, SRGB } from "./color-profile.ts";

/** Red, green and blue of the profiles that have a name, adapted to D50 as profiles have them. */
const PRIMARIES: Readonly<Record<ProfileName, readonly Chromaticity[]>> = {
  srgb: SRGB,
  "display-p3": [
    [0.682, 0.3193],
    [0.2846, 0.6746],
    [0.1559, 0.0661],
  ],
  "adobe-rgb": [
    [0.6484, 0.3309],
    [0.2302, 0.7016],
    [0.1559, 0.0661],
  ],
  rec2020: [
    [0.7085, 0.2935],
    [0.1902, 0.7754],
    [0.1292, 0.0471],
  ],
  "prophoto-rgb": [
    [0.7347, 0.2653],
    [0.1596, 0.8404],
    [0.0366, 0.0001],
  ],
};

/** How far a primary may be from where it is said to be: profiles round, and adapt to D50 in several ways. */
const TOLERANCE = 0.005;

const MODELS: Readonly<Record<string, ColorSpace["model"]>> = {
  "b-w": "gray",
  grey16: "gray",
  cmyk: "cmyk",
  lab: "lab",
  labs: "lab",
};

const DEPTHS: Readonly<Record<string, number>> = { uchar: 8, ushort: 16, short: 16, uint: 32, int: 32, float: 32 };

const DEFAULT_DEPTH = 8;

/**
 * How a file says its colors.
 *
 * @param header as sharp reads it
 * @returns e.g. `{ model: "rgb", bitDepth: 8, profile: "display-p3" }`
 */
export function colorSpaceOf({ space, depth, bitsPerSample, isPalette, icc }: Metadata): ColorSpace {
  // The bits of a palette's pixels are those of places in it; its colors have eight.
  const bitDepth = (isPalette ? undefined : bitsPerSample) ?? DEPTHS[depth] ?? DEFAULT_DEPTH;
  return { model: MODELS[space] ?? "rgb", bitDepth, profile: icc === undefined ? null : profileName(icc) };
}

function profileName(icc: Uint8Array): ColorSpace["profile"] {
  const primaries = primariesOf(icc);
  if (primaries === undefined) return "other";
  const names = Object.keys(PRIMARIES) as ProfileName[];
  return names.find((name) => areAlike(PRIMARIES[name], primaries)) ?? "other";
}

function areAlike(one: readonly Chromaticity[], other: readonly Chromaticity[]): boolean {
  const values = other.flat();
  return one.flat().every((value, place) => Math.abs(value - values[place]!) < TOLERANCE);
}
