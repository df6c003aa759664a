import type { NegotiatedClass } from "./negotiate.ts";
import { type ParameterRow, ROWS, type Transform } from "./parameters.ts";
import { canonicalText, EMPTY_TEXT } from "./transform.ts";

/** The extension of a variant key: an asked format, or the class that `auto` was settled to. */
export type Extension = NegotiatedClass | Exclude<NonNullable<Transform["format"]>, "auto">;

/** What `fmt=auto` can become for a browser; the worker makes renditions under each of them. */
export const AUTO_EXTENSIONS = ["auto-avif", "auto-webp", "auto"] as const satisfies readonly Extension[];

/** What a variant key names. */
export interface Variant {
  readonly imageId: string;
  readonly transform: Transform;
  readonly extension: Extension;
}

/** A variant of a picture, not of its data. */
export type PictureVariant = Variant & { readonly extension: Exclude<Extension, "json"> };

/** Whether a variant is one of a picture. */
export function isPictureVariant(variant: Variant): variant is PictureVariant {
  return variant.extension !== "json";
}

/**
 * The extension that a transform has for a client.
 *
 * @param negotiated what the client's `Accept` was settled to; an asked format has the last word
 */
export function extensionOf(transform: Transform, negotiated: NegotiatedClass): Extension {
  return askedExtension(transform) || negotiated;
}

/** The extension where it does not hang on the client; `undefined` for `fmt=auto`. */
export function askedExtension(transform: Transform): Exclude<Transform["format"], "auto"> {
  const format = transform.format;
  return format === "auto" ? undefined : format;
}

/**
 * The text that names a variant: the S3 key, and with a slash before it the path that CloudFront caches under.
 *
 * @returns e.g. `images/01jd3v…/w-640.auto-avif`; an image's data has one key, whatever else was asked
 */
export function variantKey(variant: Variant): string {
  return variantKeyOf(variant, ROWS);
}

/** The same where the rows are known that can be in the transform: the edge walks no others. */
export function variantKeyOf(variant: Variant, rows: readonly ParameterRow[]): string {
  const text = variant.extension === "json" ? EMPTY_TEXT : canonicalText(variant.transform, rows);
  return variantFolder(variant.imageId) + text + "." + variant.extension;
}

/** The prefix of all variants of one image, e.g. `images/01jd3v…/`. */
export function variantFolder(imageId: string): string {
  return "images/" + imageId + "/";
}
