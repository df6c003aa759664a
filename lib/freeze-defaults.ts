import { type Defaults, MAIL_RENDITIONS } from "./defaults.ts";
import { geometryOf, type Size } from "./geometry.ts";
import { MAX_ASKED_PX } from "./limits.ts";
import type { Transform } from "./url/parameters.ts";

/** What part of a small picture's width the three renditions of the mail have. */
const SHARES = { small: 4, medium: 2, large: 1 } as const;

/**
 * The owner's defaults as they are frozen into one image.
 *
 * Where the picture is too small for the mail's three renditions to differ in size, they become a quarter, a half and
 * the whole of its width.
 *
 * @param original the upright picture, e.g. `{ width: 500, height: 300 }`
 */
export function freezeDefaults(defaults: Defaults, original: Size): Defaults {
  if (!isTooSmall(original, defaults)) return defaults;
  const renditions = { ...defaults.renditions };
  for (const name of MAIL_RENDITIONS) {
    const { width, height, ...rest } = renditions[name] ?? {};
    renditions[name] = { ...rest, width: Math.max(1, Math.round(widest(original, rest) / SHARES[name])) };
  }
  return { ...defaults, renditions };
}

/** Whether fewer sizes come out of it than of a picture that is as large as was asked for. */
function isTooSmall(original: Size, { renditions }: Defaults): boolean {
  const mailed = MAIL_RENDITIONS.map((name) => renditions[name] ?? {});
  const sizes = new Set(mailed.map((each) => sizeOf(each, original)));
  const askedSizes = new Set(mailed.map((each) => sizeOf({ ...each, enlarge: true }, original)));
  return sizes.size < askedSizes.size;
}

/** The width of all that a rendition shows, in px that a URL may ask for. */
function widest(original: Size, transform: Transform): number {
  return geometryOf(original, { ...transform, width: MAX_ASKED_PX, fit: "inside", enlarge: false }).shown.width;
}

function sizeOf(transform: Transform, original: Size): string {
  const { width, height } = geometryOf(original, transform).output;
  return `${width}×${height}`;
}
