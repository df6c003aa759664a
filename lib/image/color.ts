/** A color as sharp takes it: channels 0 to 255, alpha 0 to 1. */
export interface Color {
  readonly r: number;
  readonly g: number;
  readonly b: number;
  readonly alpha: number;
}

/**
 * A color of the variant key as sharp takes it.
 *
 * @param digits 6 or 8 hex digits, e.g. `ff000080`
 */
export function parseColor(digits: string): Color {
  const [r, g, b, alpha = 255] = digits.match(/../g)!.map((pair) => Number.parseInt(pair, 16));
  return { r: r!, g: g!, b: b!, alpha: alpha / 255 };
}
