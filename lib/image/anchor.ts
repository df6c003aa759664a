import type { Size } from "../geometry.ts";
import type { Transform } from "../url/parameters.ts";

/** The offset of a part inside a whole, by compass; everything else is the middle. */
export function anchor(gravity: Transform["gravity"], whole: Size, part: Size): { left: number; top: number } {
  const compass = gravity ?? "center";
  const across = compass.endsWith("west") ? 0 : compass.endsWith("east") ? 1 : 0.5;
  const down = compass.startsWith("north") ? 0 : compass.startsWith("south") ? 1 : 0.5;
  return {
    left: Math.floor((whole.width - part.width) * across + 0.5),
    top: Math.floor((whole.height - part.height) * down + 0.5),
  };
}
