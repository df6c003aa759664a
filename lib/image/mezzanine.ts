import { openPicture } from "./decoding.ts";

/** Of so little loss that a variant made from it does not show it. */
const QUALITY = 90;

/**
 * A smaller copy of a picture, upright and in sRGB, to make variants from.
 *
 * @param bytes an opaque still
 * @param edge the long edge of the copy in px, e.g. `1280`
 * @returns a JPEG
 */
export function makeMezzanine(bytes: Uint8Array, edge: number): Promise<Uint8Array> {
  return openPicture(bytes, { pages: 1 })
    .autoOrient()
    .resize(edge, edge, { fit: "inside" })
    .removeAlpha()
    .jpeg({ quality: QUALITY, chromaSubsampling: "4:4:4" })
    .toBuffer();
}
