import type { Transform } from "../url/parameters.ts";

/** The parameters that change pixels and not sizes, by the effect that they ask for; nothing here needs sharp. */
export const ADJUSTMENTS = {
  focus: ["blur", "sharpen"],
  color: ["grayscale", "saturation", "hue", "gamma", "brightness", "contrast", "tint", "invert"],
  pixelate: ["pixelate"],
  round: ["round"],
} as const satisfies Readonly<Record<string, readonly (keyof Transform)[]>>;

/** Whether any of them is asked for. */
export function isAdjusted(transform: Transform): boolean {
  return Object.values(ADJUSTMENTS)
    .flat()
    .some((name) => transform[name] !== undefined);
}

/** Whether anything lies over the picture. */
export function isOverlaid({ mark, text }: Transform): boolean {
  return mark !== undefined || text !== undefined;
}
