import { UNSIZED_EDGE_PX } from "./limits.ts";
import type { Transform } from "./url/parameters.ts";

/** Whole px. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A part of a picture; offsets from its upper left corner. */
export interface Box extends Size {
  readonly left: number;
  readonly top: number;
}

/** How a picture's pixels get from its upright original to the answer; every number in px. */
export interface Geometry {
  /** What is cut out of the upright original; `undefined` when the rectangle meets none of it. */
  readonly cut: Box | undefined;
  /** The size that the cut and turned picture is scaled to. */
  readonly scaled: Size;
  /** What is shown of it; smaller than `scaled` where it is cropped. */
  readonly shown: Size;
  /** The size of the answer; larger than `shown` where it is padded. */
  readonly output: Size;
}

/**
 * Works out every size of a transform.
 *
 * A picture grows only when asked: a box that is too large for it shrinks in its own shape, except `contain`, whose
 * canvas stays as asked.
 *
 * @param original the upright original, e.g. `{ width: 6000, height: 4000 }`
 */
export function geometryOf(original: Size, transform: Transform): Geometry {
  const cut = cutOf(original, transform.rect);
  const turned = turn(cut ?? original, transform);
  const { scaled, shown, box } = fitted(turned, boxOf(turned, transform), transform);
  const around = 2 * (transform.pad ?? 0);
  return { cut, scaled, shown, output: { width: box.width + around, height: box.height + around } };
}

/** The part of a rectangle that lies on the picture. */
function cutOf(original: Size, rect: Transform["rect"]): Box | undefined {
  const [left, top, width, height] = rect ?? [0, 0, original.width, original.height];
  if (left === undefined || top === undefined || width === undefined || height === undefined) return undefined;
  const right = Math.min(left + width, original.width);
  const bottom = Math.min(top + height, original.height);
  return right > left && bottom > top ? { left, top, width: right - left, height: bottom - top } : undefined;
}

function turn(size: Size, { rotate }: Transform): Size {
  return rotate === "90" || rotate === "270" ? { width: size.height, height: size.width } : size;
}

/** The box that is asked for; one side alone brings the other by the picture's ratio, as a fraction of a pixel. */
function boxOf(size: Size, { width, height }: Transform): Size {
  if (width !== undefined && height !== undefined) return { width, height };
  if (width !== undefined) return times(size, width / size.width);
  if (height !== undefined) return times(size, height / size.height);
  return times(size, Math.min(1, UNSIZED_EDGE_PX / Math.max(size.width, size.height)));
}

/** What is left of the box is larger than what is shown only where `contain` keeps it as it was asked. */
interface Fitted extends Pick<Geometry, "scaled" | "shown"> {
  readonly box: Size;
}

function fitted(size: Size, box: Size, { fit, enlarge }: Transform): Fitted {
  const least = Math.min(box.width / size.width, box.height / size.height);
  const most = Math.max(box.width / size.width, box.height / size.height);
  const limit = enlarge ? Number.POSITIVE_INFINITY : 1;
  switch (fit) {
    case "cover": {
      const shown = whole(times(box, most > limit ? 1 / most : 1));
      return { scaled: atLeast(whole(times(size, Math.min(most, limit))), shown), shown, box: shown };
    }
    case "contain":
      return { ...same(times(size, Math.min(least, limit))), box: whole(box) };
    case "fill":
      return same({
        width: Math.min(box.width, size.width * limit),
        height: Math.min(box.height, size.height * limit),
      });
    case "outside":
      return same(times(size, Math.min(most, limit)));
    default:
      return same(times(size, Math.min(least, limit)));
  }
}

function same(size: Size): Fitted {
  return { scaled: whole(size), shown: whole(size), box: whole(size) };
}

function times(size: Size, factor: number): Size {
  return { width: size.width * factor, height: size.height * factor };
}

/** Half up, never less than a pixel. */
function whole(size: Size): Size {
  return { width: Math.max(1, Math.floor(size.width + 0.5)), height: Math.max(1, Math.floor(size.height + 0.5)) };
}

/** Rounding must not leave a crop wider than what it is cropped from. */
function atLeast(size: Size, least: Size): Size {
  return { width: Math.max(size.width, least.width), height: Math.max(size.height, least.height) };
}
