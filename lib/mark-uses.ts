import type { ErasurePass } from "./erasure.ts";

/**
 * Which images are shown with which other one over them, for the deletion of that one.
 *
 * There is one note for a mark and an image, whatever number of variants: at most as many as its owner has images.
 */
export interface MarkUses {
  /** Notes it before a variant is stored; repeating it changes nothing. */
  note(markId: string, imageId: string): Promise<void>;
  /** The ids of images that a pass of the mark's deletion has not been through; eventually consistent. */
  leftOf(markId: string, pass: ErasurePass, limit: number): Promise<readonly string[]>;
  /** Notes that a pass has been through an image; after the second, nothing of the note is left. */
  settle(markId: string, imageId: string, pass: ErasurePass): Promise<void>;
}
