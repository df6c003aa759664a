import { ROWS, type Transform } from "./parameters.ts";
import { valueText } from "./transform.ts";
import type { Value } from "./value.ts";

/** Who said it: the URL, a named rendition, the owner's default transform, the image by its focal point, the service. */
export type Origin = "url" | "rendition" | "defaults" | "image" | "service";

/** What one parameter comes to, and who said so. */
export interface ExplainedValue {
  readonly value: number | string | boolean;
  readonly from: Origin;
}

/** A transform and who said it. */
export type Layer = readonly [from: Origin, said: Transform];

/**
 * What a picture is made by, each value with its origin.
 *
 * @param whole all that was said, e.g. `{ width: 650, quality: 60 }`
 * @param layers who said what, the one that has the last word first, e.g. `[["url", { width: 650 }], ["defaults", { quality: 60 }]]`
 * @returns by the URL's keys, e.g. `{ w: { value: 650, from: "url" }, fit: { value: "inside", from: "service" }, … }`; the
 *   service's own for all that nobody said and that has a value all the same
 */
export function explainedValues(whole: Transform, layers: readonly Layer[]): Record<string, ExplainedValue> {
  const explained: Record<string, ExplainedValue> = {};
  for (const { name, key, default: byDefault, transient } of ROWS) {
    const value = valueIn(whole, name);
    const layer = layers.find(([, said]) => isSame(valueIn(said, name), value));
    if (value !== undefined) explained[key] = { value: shown(value), from: layer?.[0] ?? "image" };
    else if (byDefault !== undefined && transient !== true) explained[key] = { value: byDefault, from: "service" };
  }
  return explained;
}

function valueIn(transform: Transform, name: string): Value | undefined {
  return (transform as Readonly<Record<string, Value | undefined>>)[name];
}

function isSame(one: Value | undefined, other: Value | undefined): boolean {
  return one !== undefined && other !== undefined && valueText(one, ",") === valueText(other, ",");
}

function shown(value: Value): number | string | boolean {
  return typeof value === "object" ? valueText(value, ",") : value;
}
