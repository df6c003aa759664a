import sharp, { type Sharp } from "sharp";

/** A decoded picture: sRGB, three bytes a pixel, row by row. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/**
 * Decodes a picture as it is seen: upright, in sRGB, on black where it is transparent.
 *
 * @param size px to scale it to, as a reference without losses; its own when absent
 */
export async function readRaster(bytes: Uint8Array, size?: Pick<Raster, "width" | "height">): Promise<Raster> {
  const whole = await rasterOf(sharp(bytes).autoOrient().toColorspace("srgb").flatten());
  if (size === undefined) return whole;
  // From pixels: a JPEG's decoder would scale by eighths first, and a reference made so favors answers made so.
  const raw = { width: whole.width, height: whole.height, channels: 3 } as const;
  return rasterOf(sharp(whole.data, { raw }).resize(size.width, size.height, { fit: "fill" }));
}

async function rasterOf(image: Sharp): Promise<Raster> {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/** @throws RangeError where the two have not one size, and cannot be compared */
export function refuseSizes(a: Raster, b: Raster): void {
  if (a.width === b.width && a.height === b.height) return;
  throw new RangeError(`${a.width}×${a.height} and ${b.width}×${b.height} px cannot be compared`);
}
