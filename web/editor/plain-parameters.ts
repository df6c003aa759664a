import type { QueryParameters } from "../../client/image-source.ts";
import { controlGroups } from "../controls/control-groups.ts";

/** Groups that decide which pixels of the original are shown, and at what size. */
const SHAPING = ["Size", "Crop", "Turn and mirror", "The owner's defaults"];

/**
 * The same cut in the same size, at full quality and without the effects that the address asks for: what a variant is fairly compared with.
 *
 * @param said e.g. `{ w: "640", q: "30", gray: "1" }`
 * @returns e.g. `{ w: "640", fmt: "jpeg", q: "100" }`
 */
export function plainParameters(said: QueryParameters): QueryParameters {
  const groups = controlGroups("url").filter(({ title }) => SHAPING.includes(title));
  const keys = new Set(groups.flatMap(({ rows }) => rows.map(({ key }) => key)));
  const shaping = Object.entries(said).filter(([key]) => keys.has(key));
  return { ...Object.fromEntries(shaping), fmt: "jpeg", q: "100" };
}
