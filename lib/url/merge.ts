import type { Transform } from "./parameters.ts";

/**
 * Fills what a request leaves unsaid from its base: a named rendition or the owner's default transform.
 *
 * A focal point and a gravity are two answers to one question, so that saying one unsays the other.
 *
 * @param asked e.g. `{ width: 640 }`
 * @param base e.g. `{ quality: 60, gravity: "north" }`
 * @returns e.g. `{ quality: 60, gravity: "north", width: 640 }`
 */
export function mergeTransforms(base: Transform, asked: Transform): Transform {
  const { focalPoint, gravity, ...rest } = base;
  const anchored = asked.focalPoint !== undefined || asked.gravity !== undefined;
  return anchored ? { ...rest, ...asked } : { ...base, ...asked };
}
