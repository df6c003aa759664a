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
    return toned(hued(await settled(frame), transform), transform).negate(transform.invert ? { alpha: false } : false);
  },
};

/** Not sharp's own gray, which leaves alpha behind. */
function hued(image: Sharp, { grayscale, saturation = 100, hue = 0 }: Transform): Sharp {
  if (!grayscale && saturation === 100 && hue === 0) return image;
  return image.modulate({ saturation: grayscale ? 0 : saturation / 100, hue });
}

function toned(image: Sharp, { gamma, brightness, contrast, tint }: Transform): Sharp {
  const curved = gamma === undefined ? image : image.gamma(1, gamma / 100);
  const slope = (contrast ?? 100) / 100;
  const isLinear = brightness === undefined && contrast === undefined;
  const lit = isLinear ? curved : curved.linear((slope * (brightness ?? 100)) / 100, MIDDLE * (1 - slope));
  return tint === undefined ? lit : lit.tint(parseColor(tint));
}
