import type { Sharp } from "sharp";
import type { Transform } from "../../url/parameters.ts";
import { ADJUSTMENTS } from "../adjustments.ts";
import { parseColor } from "../color.ts";
import { settled } from "../frames.ts";
import type { Effect } from "./effect.ts";

const MIDDLE = 127.5;

/** Changes colors: gray, then saturation and hue, gamma, brightness, contrast, tint, and the opposite of it all. */
export const recolor: Effect = {
  parameters: ADJUSTMENTS.color,
  async apply(frame, transform) {
    // sharp takes colors away before it blurs; by itself this comes after.
    const image = await settled(frame);
    return toned(hued(image, transform), transform).negate(transform.invert ? { alpha: false } : false);
  },
};

function hued(image: Sharp, { grayscale, saturation, hue, tint }: Transform): Sharp {
  // A tint takes the place of all colors, and a picture of one channel has no room for it.
  if (grayscale && tint === undefined) return image.grayscale();
  if (saturation === undefined && hue === undefined) return image;
  return image.modulate({ saturation: (saturation ?? 100) / 100, hue: hue ?? 0 });
}

function toned(image: Sharp, { gamma, brightness, contrast, tint }: Transform): Sharp {
  const curved = gamma === undefined ? image : image.gamma(1, gamma / 100);
  const slope = (contrast ?? 100) / 100;
  const isLinear = brightness === undefined && contrast === undefined;
  const lit = isLinear ? curved : curved.linear((slope * (brightness ?? 100)) / 100, MIDDLE * (1 - slope));
  return tint === undefined ? lit : lit.tint(parseColor(tint));
}
