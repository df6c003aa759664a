import type { Darkroom } from "../client/connect.ts";
import type { ImageData } from "../lib/image-data.ts";
import { WORKER_SECONDS } from "../lib/limits.ts";

/** Milliseconds between two looks. */
const LOOK_AGAIN_MS = 1_000;

/**
 * Waits until the worker is done with a picture, or as far as somebody wants.
 *
 * @param isDone what is waited for
 * @returns `undefined` when somebody went elsewhere, or the worker takes longer than it lives
 */
export async function settledImage(
  darkroom: Darkroom,
  id: string,
  signal: AbortSignal,
  isDone = ({ state }: ImageData) => state !== "processing",
): Promise<ImageData | undefined> {
  const deadline = Date.now() + WORKER_SECONDS * 1000;
  while (!signal.aborted && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    const image = await darkroom.image(id);
    if (isDone(image)) return image;
  }
  return undefined;
}
