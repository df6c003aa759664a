import type { Transform } from "../../../lib/url/parameters.ts";

/** A picture as a function: the color at a point, in px; `undefined` outside of it. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly at: (x: number, y: number) => readonly number[] | undefined;
}

/**
 * What a person would expect of cut, turn, mirror and fit, slow and plain: each on its own, as a change of where a color
 * is looked up, without one pixel computed before it is asked for.
 *
 * @param upright the original as it is to be seen
 * @param transform with both `width` and `height`
 */
export function referenceOf(upright: Plane, transform: Transform): Plane {
  return fitted(mirrored(turned(cut(upright, transform), transform), transform), transform);
}

function cut(plane: Plane, { rect }: Transform): Plane {
  if (rect === undefined) return plane;
  const [left, top, width, height] = rect as readonly [number, number, number, number];
  const right = Math.min(left + width, plane.width);
  const bottom = Math.min(top + height, plane.height);
  return {
    width: right - left,
    height: bottom - top,
    at: (x, y) => (x < 0 || y < 0 || x >= right - left || y >= bottom - top ? undefined : plane.at(x + left, y + top)),
  };
}

function turned(plane: Plane, { rotate }: Transform): Plane {
  let result = plane;
  for (let quarters = Number(rotate ?? 0) / 90; quarters > 0; quarters--) result = quarterTurned(result);
  return result;
}

function quarterTurned(plane: Plane): Plane {
  return { width: plane.height, height: plane.width, at: (x, y) => plane.at(y, plane.height - x) };
}

function mirrored(plane: Plane, { flip }: Transform): Plane {
  const isAcross = flip === "h" || flip === "hv";
  const isDown = flip === "v" || flip === "hv";
  return { ...plane, at: (x, y) => plane.at(isAcross ? plane.width - x : x, isDown ? plane.height - y : y) };
}

function fitted(plane: Plane, { fit, width = 0, height = 0 }: Transform): Plane {
  const across = width / plane.width;
  const down = height / plane.height;
  switch (fit) {
    case "fill":
      return scaled(plane, Math.min(across, 1), Math.min(down, 1));
    case "outside":
      return scaled(plane, Math.min(1, Math.max(across, down)));
    case "cover":
      return centered(scaled(plane, Math.min(1, Math.max(across, down))), width, height);
    case "contain":
      return centered(scaled(plane, Math.min(1, across, down)), width, height);
    default:
      return scaled(plane, Math.min(1, across, down));
  }
}

function scaled(plane: Plane, across: number, down = across): Plane {
  const width = Math.max(1, Math.round(plane.width * across));
  const height = Math.max(1, Math.round(plane.height * down));
  return { width, height, at: (x, y) => plane.at((x / width) * plane.width, (y / height) * plane.height) };
}

/** Cropped or with nothing around it. */
function centered(plane: Plane, width: number, height: number): Plane {
  const left = Math.round((plane.width - width) / 2);
  const top = Math.round((plane.height - height) / 2);
  return { width, height, at: (x, y) => plane.at(x + left, y + top) };
}
