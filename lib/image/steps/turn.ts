import type { Sharp } from "sharp";
import type { Transform } from "../../url/parameters.ts";
import { eachFrame, settled } from "../frames.ts";
import type { Step } from "../step.ts";

/** Turns by quarters, then mirrors; each by itself, since sharp would mirror first and resize before both. */
export const turn: Step = (image, { transform, pages }) => {
  if (transform.rotate === undefined && transform.flip === undefined) return image;
  return eachFrame(image, pages, (frame) => turned(frame, transform));
};

async function turned(image: Sharp, { rotate, flip }: Transform): Promise<Sharp> {
  const rotated = rotate === undefined ? image : await settled(image.rotate(Number(rotate)));
  return flip === undefined ? rotated : rotated.flop(flip !== "v").flip(flip !== "h");
}
