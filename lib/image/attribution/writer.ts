import type { Sharp } from "sharp";
import type { Attribution } from "./attribution.ts";
import { xmpPacket } from "./xmp.ts";

/**
 * Writes into a picture who made it and whose it is, and nothing else of what its original says.
 *
 * As EXIF and as XMP, for readers of either; a GIF has room for neither.
 */
export function attribute(image: Sharp, { creator, copyright }: Attribution): Sharp {
  const tags = { ...(creator && { Artist: creator }), ...(copyright && { Copyright: copyright }) };
  return image.withExif({ IFD0: tags }).withXmp(xmpPacket({ creator, copyright }));
}
