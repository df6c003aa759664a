import sharp from "sharp";
import { rgbaToThumbHash } from "thumbhash";
import { openPicture } from "./decoding.ts";
import { paletteOf } from "./palette.ts";

/** What can be shown before a picture has arrived, or around it. */
export interface Placeholder {
  readonly color: string;
  readonly thumbhash: string;
  readonly palette: readonly string[];
}

/** The long edge in px of what a thumbhash is made from; the format's own limit. */
const EDGE_PX = 100;

/**
 * What stands for a picture, all of it from the same few pixels.
 *
 * @param bytes a proven picture; of an animation the first frame counts
 * @returns its main color, e.g. `#b4a58c`, its thumbhash in base64, and its palette
 * @see https://evanw.github.io/thumbhash/
 */
export async function placeholderOf(bytes: Uint8Array): Promise<Placeholder> {
  const small = openPicture(bytes, { pages: 1 })
    .autoOrient()
    .resize(EDGE_PX, EDGE_PX, { fit: "inside", withoutEnlargement: true });
  const { data, info } = await small
    .toColourspace("srgb")
    .ensureAlpha()
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
  const { dominant } = await sharp(data, { raw: { width: info.width, height: info.height, channels: 4 } }).stats();
  const digits = [dominant.r, dominant.g, dominant.b].map((value) => value.toString(16).padStart(2, "0"));
  return {
    color: `#${digits.join("")}`,
    thumbhash: Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString("base64"),
    palette: await paletteOf(data, info),
  };
}
