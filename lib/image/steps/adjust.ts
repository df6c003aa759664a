import { recolor } from "../effects/color.ts";
import type { Effect } from "../effects/effect.ts";
import { pixelate } from "../effects/pixelate.ts";
import { round } from "../effects/round.ts";
import { focus } from "../effects/sharpness.ts";
import { eachFrame } from "../frames.ts";
import type { Step } from "../step.ts";

/** In the order in which a picture goes through them. */
const EFFECTS: readonly Effect[] = [focus, recolor, pixelate, round];

/** Changes pixels, not sizes. */
export const adjust: Step = (image, { transform, pages }) => {
  const asked = EFFECTS.filter(({ parameters }) => parameters.some((name) => transform[name] !== undefined));
  if (asked.length === 0) return image;
  return eachFrame(image, pages, async (frame) => {
    let changed = frame;
    for (const { apply } of asked) changed = await apply(changed, transform);
    return changed;
  });
};
