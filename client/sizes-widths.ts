import { MAX_ASKED_PX } from "../lib/limits.ts";

/** CSS px of the viewports that a page is made for, and the device pixels to a CSS pixel past which nobody sees more. */
const NARROWEST_VIEWPORT_PX = 320;
const WIDEST_VIEWPORT_PX = 1_920;
const DENSEST_SCREEN = 2;

/** CSS px of `1em` and `1rem` in `sizes`: the browser's own font size, whatever a page says. */
const EM_PX = 16;

/** Each width has about twice the pixels of the one before. */
const STEP = 1.4;

/**
 * The widths that a picture's place on a page can need, read off the `sizes` of its `<img>`.
 *
 * @param sizes e.g. `(max-width: 50rem) 100vw, 50rem`; lengths in px, em, rem and vw
 * @returns px, narrowest first, e.g. `[320, 442, 610, 841, 1160, 1600]`
 * @throws TypeError for a length that cannot be read
 * @see https://html.spec.whatwg.org/multipage/images.html#sizes-attributes
 */
export function widthsOfSizes(sizes: string): number[] {
  const entries = sizes.split(",").map((entry) => entry.trim());
  const ranges = entries.filter((entry) => entry !== "auto").map(rangeOf);
  const narrowest = clamp(Math.min(...ranges.map(({ from }) => from)));
  const widest = clamp(Math.max(...ranges.map(({ to }) => to)) * DENSEST_SCREEN);
  const steps = Math.max(1, Math.round(Math.log(widest / narrowest) / Math.log(STEP)));
  return Array.from({ length: steps + 1 }, (_, step) => Math.ceil(narrowest * (widest / narrowest) ** (step / steps)));
}

function clamp(width: number): number {
  return Math.min(Math.max(width, 1), MAX_ASKED_PX);
}

/** How narrow and how wide one entry of `sizes` can become, in CSS px. */
function rangeOf(entry: string): { from: number; to: number } {
  const length = /(?:^|\s)([\d.]+)(px|em|rem|vw)$/.exec(entry);
  if (length === null) {
    throw new TypeError(
      `sizes can be read in px, em, rem and vw; ${JSON.stringify(entry)} is none. Give widths instead.`,
    );
  }
  const size = Number(length[1]);
  if (length[2] !== "vw") return { from: size * pxOf(length[2]!), to: size * pxOf(length[2]!) };
  const from = boundOf(entry, "min-width") ?? NARROWEST_VIEWPORT_PX;
  const to = boundOf(entry, "max-width") ?? WIDEST_VIEWPORT_PX;
  return { from: (Math.min(from, to) * size) / 100, to: (Math.max(from, to) * size) / 100 };
}

function boundOf(entry: string, feature: "min-width" | "max-width"): number | undefined {
  const bound = new RegExp(`${feature}\\s*:\\s*([\\d.]+)(px|em|rem)`).exec(entry);
  return bound === null ? undefined : Number(bound[1]) * pxOf(bound[2]!);
}

function pxOf(unit: string): number {
  return unit === "px" ? 1 : EM_PX;
}
