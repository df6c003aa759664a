import type { Sharp } from "sharp";
import { anchor } from "../anchor.ts";
import type { Rendering, Step } from "../step.ts";

/** Scales the picture, then crops it to what is shown of it. */
export const resize: Step = (image, rendering) => {
  const { scaled } = rendering.geometry;
  const { fit } = rendering.transform;
  // Shrinking while it is decoded loses what a mezzanine has no more to spare.
  const fastShrinkOnLoad = rendering.rung === undefined;
  const resized = image.resize(scaled.width, scaled.height, { fit: "fill", fastShrinkOnLoad });
  return fit === "cover" ? cropped(resized, rendering) : resized;
};

function cropped(image: Sharp, { geometry: { scaled, shown }, transform, focus }: Rendering): Sharp {
  if (focus !== undefined) {
    const left = Math.round((scaled.width - shown.width) * focus[0]);
    const top = Math.round((scaled.height - shown.height) * focus[1]);
    return image.extract({ left, top, ...shown });
  }
  const left = transform.focalPoint ? aim(transform.focalPoint[0]!, scaled.width, shown.width) : undefined;
  const top = transform.focalPoint ? aim(transform.focalPoint[1]!, scaled.height, shown.height) : undefined;
  const anchored = anchor(transform.gravity, scaled, shown);
  return image.extract({ left: left ?? anchored.left, top: top ?? anchored.top, ...shown });
}

/** The offset that brings a point, in percent of the whole, as near to the middle of the part as the edges allow. */
function aim(percent: number, whole: number, part: number): number {
  const wanted = Math.floor((percent * whole) / 100 - part / 2 + 0.5);
  return Math.min(Math.max(wanted, 0), whole - part);
}
