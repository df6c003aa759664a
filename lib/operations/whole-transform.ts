import { focalPointIn } from "../focal-point.ts";
import type { ImageRecord, ProvenImage } from "../image-record.ts";
import { ProblemError } from "../problem-error.ts";
import type { Layer } from "../url/explained-values.ts";
import { mergeTransforms } from "../url/merge.ts";
import type { Transform } from "../url/parameters.ts";
import type { PictureVariant } from "../url/variant-key.ts";

/**
 * What fills in what a request leaves unsaid, and who said it.
 *
 * @returns e.g. `["rendition", { width: 800 }]`; `undefined` where the request wants nothing filled in
 * @throws ProblemError `rendition-unknown`
 */
export function baseOf({ defaults }: ImageRecord, asked: Transform): Layer | undefined {
  const { rendition } = asked;
  if (rendition === undefined) return asked.defaults === false ? undefined : ["defaults", defaults.transform];
  const base = new Map(Object.entries(defaults.renditions)).get(rendition);
  if (base === undefined) {
    const names = Object.keys(defaults.renditions).join(", ");
    throw new ProblemError("rendition-unknown", `This image has no rendition of that name; it has ${names}.`);
  }
  return ["rendition", base];
}

/** What a request asks for, the frozen defaults filled in. @throws ProblemError `rendition-unknown` */
export function wholeTransform(record: ImageRecord, asked: Transform): Transform {
  const { rendition, defaults, ...own } = asked;
  const base = baseOf(record, asked);
  return base === undefined ? own : mergeTransforms(base[1], own);
}

/** A crop that the request itself does not aim keeps the image's focal point, whatever the defaults say. */
export function aimed({ focalPoint, proof }: ProvenImage, asked: Transform, whole: Transform): Transform {
  const isAimed = asked.focalPoint !== undefined || asked.gravity !== undefined;
  if (focalPoint === undefined || isAimed || whole.fit !== "cover") return whole;
  const { gravity, ...rest } = whole;
  return { ...rest, focalPoint: focalPointIn(proof, focalPoint, whole) };
}

/** The extension that a variant is made for: a format among the owner's defaults settles what the request left to the service. */
export function madeExtension({ format }: Transform, { extension }: PictureVariant): PictureVariant["extension"] {
  if (!extension.startsWith("auto")) return extension;
  return format === undefined || format === "auto" || format === "json" ? extension : format;
}
