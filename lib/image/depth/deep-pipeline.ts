import sharp, { type Sharp } from "sharp";
import { RENDER_SECONDS } from "../../limits.ts";
import { withProfile } from "../png-profile.ts";
import { type DeepPixels, levelsOf } from "./levels.ts";

/** What becomes of a deep picture. */
export interface Reduction {
  /** Whether colors and profile stay as they are; else they become sRGB. */
  readonly isWideGamut: boolean;
  readonly isDithered: boolean;
}

/** Ends a pipeline of 16 bits a channel, and begins one of eight on its pixels. */
export async function reduced(image: Sharp, { isWideGamut, isDithered }: Reduction): Promise<Sharp> {
  const pixels = await deepPixels(image, isWideGamut);
  const { width, height, channels } = pixels;
  const picture = sharp(levelsOf(pixels, isDithered), { raw: { width, height, channels } });
  const { icc } = await image.metadata();
  if (!isWideGamut || icc === undefined) return picture;
  return sharp(withProfile(await picture.png({ compressionLevel: 0 }).toBuffer(), icc));
}

/** Ends a pipeline of 16 bits a channel, and begins another of as many on its pixels, in sRGB. */
export async function settledDeep(image: Sharp): Promise<Sharp> {
  const { data, width, height, channels } = await deepPixels(image, false);
  return sharp(data, { raw: { width, height, channels } });
}

async function deepPixels(image: Sharp, isWideGamut: boolean): Promise<DeepPixels> {
  const deep = (await inColors(image, isWideGamut)).toColourspace("rgb16").timeout({ seconds: RENDER_SECONDS });
  const { data, info } = await deep.raw({ depth: "ushort" }).toBuffer({ resolveWithObject: true });
  const samples = new Uint16Array(data.buffer, data.byteOffset, data.length / Uint16Array.BYTES_PER_ELEMENT);
  return { data: samples, width: info.width, height: info.height, channels: info.channels === 4 ? 4 : 3 };
}

/** sharp reads 16 bits by their profile into Display P3, and writes those as sRGB's unless it is told to convert. Gray it lets be. */
async function inColors(image: Sharp, isWideGamut: boolean): Promise<Sharp> {
  const { icc, space } = await image.metadata();
  if (icc === undefined || space === "grey16") return image;
  return isWideGamut ? image.keepIccProfile() : image.withIccProfile("srgb");
}
