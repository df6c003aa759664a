import sharp, { type Sharp } from "sharp";

/** What 16 bits say in levels of eight, e.g. `100.25`. */
export type Shade = (x: number, y: number, channel: number) => number;

/** A sky: 14 to 22 levels from its top to its bottom, and a few from side to side. */
export function sky(width: number, height: number): Shade {
  return (x, y, channel) => {
    const down = (y + 0.5) / height + (0.15 * (x + 0.5)) / width;
    return [60 + 14 * down, 100 + 18 * down, 150 + 22 * down, 255 - 40 * down][channel]!;
  };
}

/** A pipeline of 16 bits a channel that shows it. */
export function deep(width: number, height: number, channels: 3 | 4, shade: Shade): Sharp {
  const data = new Uint16Array(width * height * channels);
  let at = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < channels; channel++) data[at++] = Math.round(257 * shade(x, y, channel));
    }
  }
  return sharp(data, { raw: { width, height, channels } }).toColourspace("rgb16");
}

/** The edge of the blocks whose means are compared. */
const BLOCK_PX = 8;

/** The numbers that a picture has, whatever its profile says of them. */
async function numbersOf(picture: Uint8Array) {
  const { data, info } = await sharp(picture, { ignoreIcc: true }).raw().toBuffer({ resolveWithObject: true });
  return { data, ...info };
}

/**
 * How far the means of blocks are from what they should be, in levels of eight bits.
 *
 * @returns the greatest distance, and the mean of all with their signs
 */
export async function deviation(picture: Uint8Array, shade: Shade): Promise<{ greatest: number; mean: number }> {
  const { data, width, height, channels } = await numbersOf(picture);
  const distances: number[] = [];
  for (let top = 0; top + BLOCK_PX <= height; top += BLOCK_PX) {
    for (let left = 0; left + BLOCK_PX <= width; left += BLOCK_PX) {
      for (let channel = 0; channel < channels; channel++) {
        let sum = 0;
        for (let y = top; y < top + BLOCK_PX; y++) {
          for (let x = left; x < left + BLOCK_PX; x++) {
            sum += data[(y * width + x) * channels + channel]! - shade(x, y, channel);
          }
        }
        distances.push(sum / BLOCK_PX ** 2);
      }
    }
  }
  const mean = distances.reduce((sum, each) => sum + each, 0) / distances.length;
  return { greatest: Math.max(...distances.map(Math.abs)), mean };
}

/** Whether two pictures have the same pixels. */
export async function isSamePixels(one: Uint8Array, other: Uint8Array): Promise<boolean> {
  return (await numbersOf(one)).data.equals((await numbersOf(other)).data);
}
