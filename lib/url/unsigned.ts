import { isOnLadder, type Ladder } from "./ladder.ts";
import type { Transform } from "./parameters.ts";

/**
 * Whether a variant counts towards the bound of its image: anybody can ask for it by an unsigned URL.
 *
 * What is off the ladder was signed, or asked for by its owner; a rendition by its name alone is one of few.
 *
 * @param transform e.g. `{ width: 640, height: 361 }`
 */
export function isCounted(transform: Transform, ladder: Ladder): boolean {
  const { rendition, format, ...rest } = transform;
  const isNamed = rendition !== undefined && Object.keys(rest).length === 0;
  return !isNamed && isOnLadder(transform, ladder);
}
