import { IMAGE_FORMATS, type ImageFormat, mediaType } from "./image-record.ts";

/** What a service takes besides what every one does. */
export interface Accepted {
  /** SVG is a program more than a picture. */
  readonly svg?: boolean;
}

/** What people call each kind. */
const NAMES: Readonly<Record<ImageFormat, string>> = {
  jpeg: "JPEG",
  png: "PNG",
  webp: "WebP",
  avif: "AVIF",
  gif: "GIF",
  tiff: "TIFF",
  svg: "SVG",
};

/**
 * The kinds of pictures that a service takes, as a sentence names them.
 *
 * @returns e.g. `JPEG, PNG, WebP, AVIF, GIF and TIFF`
 */
export function kindNames(joint: "and" | "or", accepted: Accepted = {}): string {
  const names = kindsOf(accepted).map((format) => NAMES[format]);
  return enumeration(names, joint);
}

/** The media types of the kinds that a service takes, e.g. `["image/jpeg", "image/png", …]`. */
export function mediaTypes(accepted: Accepted = {}): string[] {
  return kindsOf(accepted).map(mediaType);
}

/** @returns e.g. `JPEG, PNG or SVG` */
export function enumeration(words: readonly string[], joint: "and" | "or"): string {
  return `${words.slice(0, -1).join(", ")} ${joint} ${words.at(-1)}`;
}

function kindsOf({ svg = false }: Accepted): readonly ImageFormat[] {
  return svg ? IMAGE_FORMATS : IMAGE_FORMATS.filter((format) => format !== "svg");
}
