import type { Sharp } from "sharp";
import type { Size } from "../../geometry.ts";
import { backgroundColor, TRANSPARENT } from "../background.ts";
import type { Rendering, Step } from "../step.ts";

/** Scales the picture, then crops or pads it to the output. */
export const resize: Step = (image, rendering) => {
  const { scaled } = rendering.geometry;
  const { fit } = rendering.transform;
  // Shrinking while it is decoded loses what a mezzanine has no more to spare.
  const fastShrinkOnLoad = rendering.rung === undefined;
  const resized = image.resize(scaled.width, scaled.height, { fit: "fill", fastShrinkOnLoad });
  if (fit === "cover") return cropped(resized, rendering);
  return fit === "contain" ? padded(resized, rendering) : resized;
};

function cropped(image: Sharp, { geometry: { scaled, output }, transform, focus }: Rendering): Sharp {
  if (focus !== undefined) {
    const left = Math.round((scaled.width - output.width) * focus[0]);
    const top = Math.round((scaled.height - output.height) * focus[1]);
    return image.extract({ left, top, ...output });
  }
  const left = transform.focalPoint ? aim(transform.focalPoint[0]!, scaled.width, output.width) : undefined;
  const top = transform.focalPoint ? aim(transform.focalPoint[1]!, scaled.height, output.height) : undefined;
  const anchored = anchor(transform.gravity, scaled, output);
  return image.extract({ left: left ?? anchored.left, top: top ?? anchored.top, ...output });
}

function padded(image: Sharp, rendering: Rendering): Sharp {
  const { scaled, output } = rendering.geometry;
  const { left, top } = anchor(rendering.transform.gravity, output, scaled);
  const isTransparent = rendering.transform.background === undefined && rendering.proof.hasAlpha;
  return image.extend({
    left,
    top,
    right: output.width - scaled.width - left,
    bottom: output.height - scaled.height - top,
    background: isTransparent ? TRANSPARENT : backgroundColor(rendering.transform.background ?? "000000"),
  });
}

/** The offset that brings a point, in percent of the whole, as near to the middle of the part as the edges allow. */
function aim(percent: number, whole: number, part: number): number {
  const wanted = Math.floor((percent * whole) / 100 - part / 2 + 0.5);
  return Math.min(Math.max(wanted, 0), whole - part);
}

/** The offset of a part inside a whole, by compass; everything else is the middle. */
function anchor(gravity: Rendering["transform"]["gravity"], whole: Size, part: Size): { left: number; top: number } {
  const compass = gravity ?? "center";
  const across = compass.endsWith("west") ? 0 : compass.endsWith("east") ? 1 : 0.5;
  const down = compass.startsWith("north") ? 0 : compass.startsWith("south") ? 1 : 0.5;
  return {
    left: Math.floor((whole.width - part.width) * across + 0.5),
    top: Math.floor((whole.height - part.height) * down + 0.5),
  };
}
