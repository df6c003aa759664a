import type { OverlayOptions, Sharp } from "sharp";
import { eachFrame } from "../frames.ts";
import type { Rendering, Step } from "../step.ts";

/** Lays the mark and the words over the finished canvas, on every frame of it. */
export const overlay: Step = async (image, rendering) => {
  const overlays = await overlaysOf(rendering);
  if (overlays.length === 0) return image;
  return eachFrame(image, rendering.pages, (frame) => laid(frame, overlays));
};

/** Few ask for any, and a start need not wait for what draws them. */
async function overlaysOf({ mark, transform, geometry }: Rendering): Promise<readonly OverlayOptions[]> {
  const overlays: OverlayOptions[] = [];
  if (mark !== undefined) {
    const { markOverlay } = await import("../overlays/mark.ts");
    overlays.push(await markOverlay(mark, transform, geometry.output));
  }
  if (transform.text !== undefined) {
    const { wordsOverlay } = await import("../overlays/words.ts");
    const words = await wordsOverlay(transform.text, transform, geometry.output);
    if (words !== undefined) overlays.push(words);
  }
  return overlays;
}

/** sharp gives every picture that something is laid over an alpha channel; an opaque one is to stay without. */
async function laid(frame: Sharp, overlays: readonly OverlayOptions[]): Promise<Sharp> {
  const { hasAlpha } = await frame.metadata();
  const composed = frame.toColourspace("srgb").composite([...overlays]);
  return hasAlpha ? composed : composed.removeAlpha();
}
