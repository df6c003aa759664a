import { MAX_ASKED_PX } from "../lib/limits.ts";

/** CSS px of the windows that a page is made for, and the device pixels to a CSS pixel past which nobody sees more. */
const NARROWEST_WINDOW_PX = 320;
const WIDEST_WINDOW_PX = 1_920;
const DENSEST_SCREEN = 2;

/** CSS px of `1em` and `1rem` in `sizes`: the browser's own font size, whatever a page says. */
const EM_PX = 16;

/** Each width has about twice the pixels of the one before. */
const STEP = 1.4;

/** What windows take that no entry is for. */
const UNSAID = "100vw";

const FEATURE = /^\(\s*(min|max)-width\s*:\s*([\d.]+)(px|r?em)\s*\)$/;

/**
 * The widths that a picture's place on a page can need, read off the `sizes` of its `<img>`.
 *
 * A window takes the first entry whose condition holds, so that each entry is as wide as the windows make it that the ones
 * before have left.
 *
 * @param sizes e.g. `(max-width: 50rem) 100vw, 50rem`; lengths in px, em, rem and vw
 * @returns px, narrowest first, e.g. `[320, 442, 610, 841, 1160, 1600]`
 * @throws TypeError for a length that cannot be read
 * @see https://html.spec.whatwg.org/multipage/images.html#sizes-attributes
 */
export function widthsOfSizes(sizes: string): number[] {
  const entries = sizes.split(",").map((entry) => entry.trim());
  const reached = reachedWidths([...entries.filter((entry) => entry !== "auto"), UNSAID]);
  const narrowest = clamp(Math.min(...reached));
  const widest = clamp(Math.max(...reached) * DENSEST_SCREEN);
  const steps = Math.max(1, Math.round(Math.log(widest / narrowest) / Math.log(STEP)));
  return Array.from({ length: steps + 1 }, (_, step) => Math.ceil(narrowest * (widest / narrowest) ** (step / steps)));
}

function clamp(width: number): number {
  return Math.min(Math.max(width, 1), MAX_ASKED_PX);
}

/** How narrow and how wide each entry becomes, in CSS px. */
function reachedWidths(entries: readonly string[]): number[] {
  const reached: number[] = [];
  let [from, to] = [NARROWEST_WINDOW_PX, WIDEST_WINDOW_PX];
  for (const entry of entries) {
    const { condition, widthIn } = placeOf(entry);
    const windows = windowsOf(condition);
    const [min, max] = windows ?? [from, to];
    if (Math.max(from, min) >= Math.min(to, max)) continue;
    reached.push(widthIn(Math.max(from, min)), widthIn(Math.min(to, max)));
    // What holds for windows in the middle leaves both ends; counted as a whole, they offer a width too many at most.
    if (windows === undefined) continue;
    if (min <= from) from = max;
    else if (max >= to) to = min;
  }
  return reached;
}

/** @returns when an entry is taken, e.g. `(max-width: 50rem)`, and how wide the picture then is in a window, CSS px */
function placeOf(entry: string): { condition: string; widthIn: (windowPx: number) => number } {
  const [, condition = "", size, unit = ""] = /^(?:(.*)\s)?([\d.]+)(px|r?em|vw)$/.exec(entry) ?? [];
  if (size === undefined) {
    throw new TypeError(
      `sizes can be read in px, em, rem and vw; ${JSON.stringify(entry)} is none. Give widths instead.`,
    );
  }
  return { condition: condition.trim(), widthIn: (windowPx) => +size * (unit === "vw" ? windowPx / 100 : pxOf(unit)) };
}

/** @returns the narrowest and the widest window, CSS px; `undefined` for a condition that asks for more than a width */
function windowsOf(condition: string): [min: number, max: number] | undefined {
  let [min, max] = [0, Number.POSITIVE_INFINITY];
  for (const feature of condition === "" ? [] : condition.split(/\s+and\s+/)) {
    const [, end, size, unit] = FEATURE.exec(feature) ?? [];
    if (unit === undefined) return undefined;
    if (end === "min") min = Math.max(min, Number(size) * pxOf(unit));
    else max = Math.min(max, Number(size) * pxOf(unit));
  }
  return [min, max];
}

function pxOf(unit: string): number {
  return unit === "px" ? 1 : EM_PX;
}
