import { anchor } from "../anchor.ts";
import { parseColor } from "../color.ts";
import { isTransparent } from "../output-type.ts";
import type { Rendering, Step } from "../step.ts";

const TRANSPARENT = "00000000";
const BLACK = "000000";

/** Lays the picture on the canvas of the answer: what `fit=contain` leaves free of the box, and `pad` around it. */
export const pad: Step = (image, rendering) => {
  const { shown, output } = rendering.geometry;
  if (shown.width === output.width && shown.height === output.height) return image;
  const { left, top } = place(rendering);
  return image.extend({
    left,
    top,
    right: output.width - shown.width - left,
    bottom: output.height - shown.height - top,
    background: canvasColor(rendering),
  });
};

function place({ geometry: { shown, output }, transform }: Rendering): { left: number; top: number } {
  const around = transform.pad ?? 0;
  const box = { width: output.width - 2 * around, height: output.height - 2 * around };
  const { left, top } = anchor(transform.gravity, box, shown);
  return { left: left + around, top: top + around };
}

function canvasColor({ transform, proof }: Rendering) {
  return parseColor(transform.background ?? (isTransparent(proof, transform) ? TRANSPARENT : BLACK));
}
