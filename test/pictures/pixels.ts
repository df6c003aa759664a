import sharp from "sharp";

/** A color with its alpha, each 0 to 255. */
export type Rgba = readonly [r: number, g: number, b: number, a: number];

/** A picture as plain pixels. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  at(x: number, y: number): Rgba;
}

/** What a decoder without any color management of its own sees; an opaque picture has an alpha of 255 everywhere. */
export async function pixelsOf(bytes: Uint8Array, page = 0): Promise<Pixels> {
  const opened = sharp(bytes, { page }).toColourspace("srgb").ensureAlpha();
  const { data, info } = await opened.raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  return {
    width,
    height,
    at(x, y) {
      const offset = (y * width + x) * 4;
      return [data[offset]!, data[offset + 1]!, data[offset + 2]!, data[offset + 3]!];
    },
  };
}

/** A picture drawn pixel by pixel. */
export function drawn(
  width: number,
  height: number,
  color: (x: number, y: number) => readonly number[],
): Promise<Buffer> {
  const channels = color(0, 0).length as 3 | 4;
  const data = Buffer.alloc(width * height * channels);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data.set(color(x, y), (y * width + x) * channels);
  return sharp(data, { raw: { width, height, channels } }).png().toBuffer();
}

/** The greatest difference of any channel between two colors; what is wholly transparent has no color. */
export function apart(one: Rgba, other: Rgba): number {
  const seen = one[3] === 0 && other[3] === 0 ? [0] : one.map((value, channel) => Math.abs(value - other[channel]!));
  return Math.max(...seen);
}
