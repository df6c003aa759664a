import sharp, { type Sharp } from "sharp";
import type { Size } from "../../geometry.ts";
import { openPicture } from "../decoding.ts";

/** A still that has gone through every step and is not written yet. */
export interface Still extends Size {
  /** Begins a pipeline that ends with it, with the profile of a wide gamut. */
  open(): Sharp;
}

/** A still that can be looked at: 8 bits a channel, row by row. */
export interface Pixels extends Still {
  readonly data: Uint8Array;
  readonly channels: 1 | 2 | 3 | 4;
}

/**
 * Ends a pipeline in pixels, which can be looked at and written more than once.
 *
 * @param size px of the picture; sharp 0.35.5 tells that of before it was extended where it was cropped too
 * @param isWideGamut whether its profile is to stay; raw pixels have none, so that these go by a PNG without compression
 */
export async function pixelsOf(image: Sharp, size: Size, isWideGamut: boolean, seconds: number): Promise<Pixels> {
  const { width, height } = size;
  if (!isWideGamut) {
    const { data, info } = await image.timeout({ seconds }).raw().toBuffer({ resolveWithObject: true });
    const { channels } = info;
    return { data, width, height, channels, open: () => sharp(data, { raw: { width, height, channels } }) };
  }
  const png = await image.timeout({ seconds }).keepIccProfile().png({ compressionLevel: 0 }).toBuffer();
  const open = () => openPicture(png, { pages: 1 });
  const { data, info } = await open().raw().toBuffer({ resolveWithObject: true });
  return { data, width, height, channels: info.channels, open };
}
