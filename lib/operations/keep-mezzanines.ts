import type { Mezzanines } from "../image/mezzanine.ts";
import type { Images, Originals } from "../stores.ts";

/**
 * Stores an image's mezzanines, then notes them: only from then on is anything made from them.
 *
 * @returns false where the image was deleted meanwhile; what was stored has to go then
 */
export async function keepMezzanines(
  { images, originals }: { images: Images; originals: Originals },
  imageId: string,
  mezzanines: Mezzanines,
): Promise<boolean> {
  for (const [edge, mezzanine] of mezzanines) await originals.putMezzanine(imageId, edge, mezzanine);
  return images.noteRungs(imageId, [...mezzanines.keys()]);
}
