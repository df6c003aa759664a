import { parseColor } from "../color.ts";
import { isTransparent } from "../output-type.ts";
import type { Step } from "../step.ts";

/** Puts the background under what is transparent. */
export const background: Step = (image, { transform, proof }) => {
  const { background: asked } = transform;
  if (asked === undefined || !isTransparent(proof, transform)) return image;
  const color = parseColor(asked);
  if (color.alpha === 1) return image.flatten({ background: color });
  // flatten knows opaque colors only; a see-through one goes under every pixel by itself.
  const tile = { create: { width: 1, height: 1, channels: 4, background: color } } as const;
  return image.composite([{ input: tile, tile: true, blend: "dest-over" }]);
};
