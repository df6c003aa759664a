import type { Sharp } from "sharp";
import type { Transform } from "../../url/parameters.ts";
import { settledDeep } from "../depth/deep-pipeline.ts";
import { eachFrame, settled } from "../frames.ts";
import type { Step } from "../step.ts";

/** Turns by quarters, then mirrors; each by itself, since sharp would mirror first and resize before both. */
export const turn: Step = async (image, { transform, pages, isDeep }) => {
  if (transform.rotate === undefined && transform.flip === undefined) return image;
  if (isDeep) return settledDeep(await turned(await settledDeep(image), transform, settledDeep));
  return eachFrame(image, pages, (frame) => turned(frame, transform, settled));
};

async function turned(image: Sharp, { rotate, flip }: Transform, settle: typeof settled): Promise<Sharp> {
  const rotated = rotate === undefined ? image : await settle(image.rotate(Number(rotate)));
  return flip === undefined ? rotated : rotated.flop(flip !== "v").flip(flip !== "h");
}
