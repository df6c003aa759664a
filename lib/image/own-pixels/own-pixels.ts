import type { ImageFormat } from "../../image-record.ts";
import type { Transform } from "../../url/parameters.ts";
import { LARGEST_PROFILE_BYTES } from "../color-profile.ts";
import { openPicture } from "../decoding.ts";
import type { Rendering } from "../step.ts";
import { gifAlone } from "./gif.ts";
import { jpegAlone } from "./jpeg.ts";
import { pngAlone } from "./png.ts";
import { webpAlone } from "./webp.ts";

/** By format, what takes all but the pixels out of a file. An AVIF's offsets would have to be written anew. */
const ALONE: { readonly [Format in ImageFormat]?: (file: Uint8Array) => Uint8Array | undefined } = {
  jpeg: jpegAlone,
  png: pngAlone,
  gif: gifAlone,
  webp: webpAlone,
};

/** What may be asked of a picture that shows its own pixels; whatever the table comes to hold besides changes them. */
const HARMLESS: ReadonlySet<string> = new Set<keyof Transform>([
  ...(["width", "height", "fit", "enlarge", "format", "quality", "gravity", "focalPoint"] as const),
  ...(["animated", "metadata", "download", "rendition", "defaults"] as const),
]);

/**
 * The original's own pixels without another generation of loss, and without anything else that its file says.
 *
 * It is written anew from the parts that make up pixels, so that nothing private and nothing foreign is left in it.
 *
 * @param original the original itself
 * @returns `undefined` where the answer has other pixels, or where this kind of file cannot be taken apart
 */
export async function ownPixels(original: Uint8Array, rendering: Rendering): Promise<Uint8Array | undefined> {
  const alone = ALONE[rendering.proof.format];
  if (alone === undefined || !showsOwnPixels(rendering) || !(await isPlain(original))) return undefined;
  return alone(original);
}

function showsOwnPixels({ proof, transform, geometry, pages, rung }: Rendering): boolean {
  const { scaled, shown, output } = geometry;
  const sizes = [scaled, shown, output];
  return (
    rung === undefined &&
    pages === proof.pages &&
    transform.metadata !== "copyright" &&
    Object.keys(transform).every((name) => HARMLESS.has(name)) &&
    sizes.every(({ width, height }) => width === proof.width && height === proof.height)
  );
}

/** Upright as it is stored, gray or of red, green and blue, and without a profile that is too large for a variant. */
async function isPlain(original: Uint8Array): Promise<boolean> {
  const { orientation = 1, space, icc } = await openPicture(original, { pages: 1 }).metadata();
  return orientation === 1 && space !== "cmyk" && (icc?.length ?? 0) <= LARGEST_PROFILE_BYTES;
}
