import { type Plane, type Planes, plane } from "./planes.ts";
import type { Raster } from "./raster.ts";

/** Linear light of each byte of sRGB, 0 to 1 (IEC 61966-2-1). */
const LINEAR = Float64Array.from({ length: 256 }, (_, byte) => {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});

/** How much of red, green and blue light each kind of cone sees (ISO/IEC 18181-1, annex on XYB). */
const CONES = [
  [0.3, 0.622, 0.078],
  [0.23, 0.692, 0.078],
  [0.24342268924547819, 0.20476744424496821, 0.5518098665095535],
] as const;

/** Added to each cone, so that the root is gentle in the dark. */
const BIAS = 0.0037930732552754493;
const BIAS_ROOT = Math.cbrt(BIAS);

/** Red, green and blue light, 0 to 1. */
export function linearLight({ width, height, data }: Raster): Planes {
  const channel = (offset: number): Plane => {
    const light = plane(width, height);
    for (let at = 0; at < light.data.length; at++) light.data[at] = LINEAR[data[3 * at + offset]!]!;
    return light;
  };
  return [channel(0), channel(1), channel(2)];
}

/**
 * JPEG XL's color space, moved and stretched as SSIMULACRA 2 wants it: every plane within about 0 to 1.
 *
 * @returns X (red against green), Y (light) and B − Y (blue against yellow)
 */
export function positiveXyb([red, green, blue]: Planes): Planes {
  const { width, height } = red;
  const [x, y, b] = [plane(width, height), plane(width, height), plane(width, height)];
  for (let at = 0; at < red.data.length; at++) {
    const long = cone(CONES[0], red.data[at]!, green.data[at]!, blue.data[at]!);
    const middle = cone(CONES[1], red.data[at]!, green.data[at]!, blue.data[at]!);
    const short = cone(CONES[2], red.data[at]!, green.data[at]!, blue.data[at]!);
    const luma = (long + middle) / 2;
    x.data[at] = ((long - middle) / 2) * 14 + 0.42;
    y.data[at] = luma + 0.01;
    b.data[at] = short - luma + 0.55;
  }
  return [x, y, b];
}

function cone(sees: readonly [number, number, number], red: number, green: number, blue: number): number {
  return Math.cbrt(sees[0] * red + sees[1] * green + sees[2] * blue + BIAS) - BIAS_ROOT;
}
