import { transformationPath } from "./image-url.ts";
import type { Transform } from "./parameters.ts";
import { sign } from "./signature.ts";
import type { SigningKey } from "./signing-key.ts";

/**
 * The path and query of a variant with a signature, which keeps its sizes from moving to the ladder; unsigned when there
 * is no key.
 *
 * @returns e.g. `/images/01jd3v…/transformation?w=641&s=k1.4cVq…`
 */
export function exactPath(imageId: string, transform: Transform, key: SigningKey | undefined): string {
  const path = transformationPath(imageId, transform);
  return key === undefined ? path : sign(path, key);
}
