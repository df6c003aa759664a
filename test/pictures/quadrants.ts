import sharp, { type Sharp } from "sharp";

/** The colors of the four quarters: upper left, upper right, lower left, lower right. */
export const CORNERS = { red: [255, 0, 0], green: [0, 160, 0], blue: [0, 0, 255], white: [255, 255, 255] } as const;

export type Corner = keyof typeof CORNERS;

/** Levels of noise that make a photograph of a drawing, also when it is scaled down. */
export const GRAIN = 24;

/**
 * A picture whose quarters are red, green, blue and white: whatever is turned, mirrored or cut shows.
 *
 * @param width px, even
 * @param grain levels up or down that a pixel is off, as in a photograph; without any it is a drawing
 */
export function quadrants(width: number, height: number, grain = 0): Sharp {
  const pixels = Buffer.alloc(width * height * 3);
  const noise = seededNoise(grain);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const color = CORNERS[cornerAt(x < width / 2, y < height / 2)];
      const grained = color.map((level) => Math.min(255, Math.max(0, level + noise())));
      pixels.set(grained, (y * width + x) * 3);
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

/** The same noise for everybody. @see Numerical Recipes, "An Even Quicker Generator" */
function seededNoise(grain: number): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.round((state / 2 ** 31 - 1) * grain);
  };
}

function cornerAt(isLeft: boolean, isUpper: boolean): Corner {
  return isUpper ? (isLeft ? "red" : "green") : isLeft ? "blue" : "white";
}

/** Which corner colors a picture shows in the middle of its four quarters, in reading order. */
export async function cornersOf(bytes: Uint8Array, page = 0): Promise<readonly (Corner | "other")[]> {
  const { data, info } = await sharp(bytes, { page }).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (across: number, down: number) => {
    const offset = (Math.floor(info.height * down) * info.width + Math.floor(info.width * across)) * info.channels;
    return nameOf([data[offset]!, data[offset + 1]!, data[offset + 2]!]);
  };
  return [at(0.25, 0.25), at(0.75, 0.25), at(0.25, 0.75), at(0.75, 0.75)];
}

function nameOf(pixel: readonly number[]): Corner | "other" {
  const near = Object.entries(CORNERS).find(([, color]) => color.every((value, i) => Math.abs(value - pixel[i]!) < 60));
  return near ? (near[0] as Corner) : "other";
}
