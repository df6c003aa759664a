import type { ImageData } from "../lib/image-data.ts";

/** Whether decoding has shown that it is a picture; from then on every transformation is answered, whatever its state says. */
export function isProven({ width }: Pick<ImageData, "width">): boolean {
  return width !== null;
}

/**
 * What is the matter with a picture, as a sentence.
 *
 * @returns `undefined` where nothing is, e.g. `The picture cannot be decoded.`
 */
export function stateText({
  state,
  problem,
  width,
}: Pick<ImageData, "state" | "problem" | "width">): string | undefined {
  if (state === "failed") return problem?.detail ?? "It could not be read.";
  if (!isProven({ width })) return "It is on its way, or being looked at …";
  return state === "processing" ? "Its renditions are being made …" : undefined;
}
