import { type Defaults, MAIL_RENDITIONS } from "./defaults.ts";
import { geometryOf, type Size } from "./geometry.ts";
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
  const sizes = MAIL_RENDITIONS.map((name) => sizeOf(defaults.renditions[name] ?? {}, original));
  if (new Set(sizes).size === sizes.length) return defaults;
  const renditions = { ...defaults.renditions };
  for (const name of MAIL_RENDITIONS) {
    const { width, height, ...rest } = renditions[name] ?? {};
    renditions[name] = { ...rest, width: Math.max(1, Math.round(original.width / SHARES[name])) } satisfies Transform;
  }
  return { ...defaults, renditions };
}

function sizeOf(transform: Transform, original: Size): string {
  const { width, height } = geometryOf(original, transform).output;
  return `${width}×${height}`;
}
