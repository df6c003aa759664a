/** Red, green, blue and, where there is one, alpha of 16 bits each, row by row. */
export interface DeepPixels {
  readonly data: Uint16Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
}

/** Of 65,536 steps, how many are one of 256: white is 65,535, of which 257 make 255. @see PNG (Third Edition) §13.12 */
const STEP = 257;

/** The edge in px of the pattern that is repeated over a picture. */
const EDGE_PX = 4;

/**
 * In which order pixels are taken up to their next level as the shade between two grows, by B. Bayer: the mean of every 4 × 4
 * is what 16 bits say. Noise says it no better, and takes ten times the bytes in a slow gradient.
 */
const ORDER = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];

const DITHERED = ORDER.map((place) => (place + 0.5) / ORDER.length);
const ROUNDED = ORDER.map(() => 0.5);

/**
 * Makes eight bits of sixteen: each sample the nearest level, or dithered, so that a slow gradient has no steps.
 *
 * All channels go by one pattern, so that gray stays gray. The same pixels always come out the same, and a shade that eight
 * bits have comes out exact, such as the even areas of a drawing.
 *
 * @returns as many samples as there were
 */
export function levelsOf(pixels: DeepPixels, isDithered: boolean): Uint8Array {
  const { data, width, height, channels } = pixels;
  if (wasWidened(pixels)) return Uint8Array.from(data, upperByte);
  const shares = isDithered ? DITHERED : ROUNDED;
  const levels = new Uint8Array(data.length);
  let at = 0;
  for (let y = 0; y < height; y++) {
    const row = (y % EDGE_PX) * EDGE_PX;
    for (let x = 0; x < width; x++) {
      const share = shares[row + (x % EDGE_PX)]!;
      for (let channel = 0; channel < channels; channel++, at++) levels[at] = Math.floor(data[at]! / STEP + share);
    }
  }
  return levels;
}

/** Pixels of every so many are looked at; prime, so that their columns change. */
const LOOKED_AT = 61;

/** Whether most samples are eight bits that libvips has made sixteen of; black and white, which everybody spells so, say nothing. */
function wasWidened({ data, channels }: DeepPixels): boolean {
  let [looked, widened] = [0, 0];
  for (let pixel = 0; pixel < data.length; pixel += LOOKED_AT * channels) {
    for (let at = pixel; at < pixel + 3; at++) {
      const sample = data[at]!;
      if (sample === 0 || sample === 65_535) continue;
      looked++;
      if (sample === widenedByLibvips(upperByte(sample))) widened++;
    }
  }
  return widened > looked / 2;
}

function upperByte(sample: number): number {
  return sample >> 8;
}

/** Shifted up, the lowest bit filling what that leaves. */
function widenedByLibvips(level: number): number {
  return level * 256 + (level % 2) * 255;
}
