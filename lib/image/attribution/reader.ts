import readExif from "exif-reader";
import { openPicture } from "../decoding.ts";
import type { Attribution } from "./attribution.ts";
import { iptcAttribution } from "./iptc.ts";
import { xmpAttribution } from "./xmp.ts";

/** Characters of one line; a variant is not the place for more. */
const LONGEST_LINE = 500;

/**
 * What a file says of its maker, wherever it says it.
 *
 * XMP first, which is Unicode and what editors write last, then EXIF, then IPTC.
 *
 * @param bytes an original or a mezzanine
 * @returns `undefined` where it says nothing
 * @see Metadata Working Group, Guidelines for Handling Image Metadata 2.0, §5
 */
export async function attributionOf(bytes: Uint8Array): Promise<Attribution | undefined> {
  const { exif } = await openPicture(bytes, { pages: 1 }).metadata();
  const said = [xmpAttribution(bytes), exif ? exifAttribution(exif) : {}, iptcAttribution(bytes)];
  const creator = said.map((each) => lineOf(each.creator)).find((line) => line !== "");
  const copyright = said.map((each) => lineOf(each.copyright)).find((line) => line !== "");
  return creator === undefined && copyright === undefined ? undefined : { creator, copyright };
}

function exifAttribution(exif: Buffer): Attribution {
  const { Artist, Copyright } = tagsOf(exif) ?? {};
  return {
    creator: typeof Artist === "string" ? Artist : undefined,
    // A photographer's and an editor's, with a NUL between them.
    copyright: typeof Copyright === "string" ? Copyright.replaceAll("\0", " ") : undefined,
  };
}

/** Cameras write EXIF that readers cannot follow; a picture without a name is better than none. */
function tagsOf(exif: Buffer): Readonly<Record<string, unknown>> | undefined {
  try {
    return readExif(exif).Image;
  } catch {
    return undefined;
  }
}

/** One line of text, without what is not to be seen. */
function lineOf(text = ""): string {
  return text
    .replace(/\p{C}+/gu, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, LONGEST_LINE);
}
