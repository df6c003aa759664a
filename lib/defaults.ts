import { type Failed, failed } from "./edge-problems.ts";
import { EXTRA_RENDITIONS } from "./limits.ts";
import type { Transform } from "./url/parameters.ts";
import { parseTransformJson, type TransformJson, transformJson } from "./url/transform-json.ts";

/** What a user's pictures are made with unless a URL says otherwise; frozen into an image at its upload. */
export interface Defaults {
  readonly transform: Transform;
  readonly renditions: Readonly<Record<string, Transform>>;
}

/** Defaults as the API and the table have them, e.g. `{ transform: { q: 60 }, renditions: { small: { w: 320 } } }`. */
export interface DefaultsJson {
  readonly transform: TransformJson;
  readonly renditions: Readonly<Record<string, TransformJson>>;
}

/** The three links of the mail; they may be changed but are always there. */
export const MAIL_RENDITIONS = ["small", "medium", "large"] as const;

/** What a user has who never said anything. */
export const SERVICE_DEFAULTS: Defaults = {
  transform: {},
  renditions: { small: { width: 320 }, medium: { width: 800 }, large: { width: 1600 } },
};

/**
 * Reads defaults by the parameter table.
 *
 * @param json e.g. `{ "transform": { "q": 60 }, "renditions": { "hero": { "w": 2000 } } }`; of the mail's three, one that
 *   is left out is the service's own
 * @returns the whole of the defaults, or the problem with its place named
 */
export async function parseDefaults(json: unknown): Promise<{ defaults: Defaults } | Failed> {
  if (!isObject(json)) return failed("parameter-invalid", "Defaults are an object with transform and renditions.");
  const stranger = Object.keys(json).find((key) => key !== "transform" && key !== "renditions");
  if (stranger !== undefined) {
    return failed(
      "parameter-unknown",
      `${stranger.slice(0, 32)} is no part of defaults; there are transform and renditions.`,
    );
  }
  const transform = await parsePart("transform", json.transform ?? {});
  if ("problem" in transform) return transform;
  const renditions = await parseRenditions(json.renditions ?? {});
  if ("problem" in renditions) return renditions;
  return { defaults: { transform: transform.transform, renditions: renditions.renditions } };
}

/** The inverse of {@link parseDefaults}. */
export function defaultsJson(defaults: Defaults): DefaultsJson {
  const renditions = Object.entries(defaults.renditions).map(([name, each]) => [name, transformJson(each)] as const);
  return { transform: transformJson(defaults.transform), renditions: Object.fromEntries(renditions) };
}

async function parseRenditions(json: unknown): Promise<{ renditions: Record<string, Transform> } | Failed> {
  if (!isObject(json)) return failed("parameter-invalid", "renditions is an object, name to transform.");
  const renditions: Record<string, Transform> = { ...SERVICE_DEFAULTS.renditions };
  for (const [name, value] of Object.entries(json)) {
    if (!/^[a-z0-9-]{1,32}$/.test(name)) {
      return failed("parameter-invalid", "A rendition's name is 1 to 32 of a-z, 0-9 and -.");
    }
    const part = await parsePart(`renditions.${name}`, value);
    if ("problem" in part) return part;
    renditions[name] = part.transform;
  }
  const most = MAIL_RENDITIONS.length + EXTRA_RENDITIONS;
  if (Object.keys(renditions).length > most) {
    return failed("parameter-invalid", `There can be ${most} renditions, small, medium and large among them.`);
  }
  return { renditions };
}

async function parsePart(place: string, json: unknown): Promise<{ transform: Transform } | Failed> {
  const parsed = await parseTransformJson(json);
  if ("problem" in parsed) return failed(parsed.problem.code, `In ${place}: ${parsed.problem.detail}`);
  const { rendition, defaults, format } = parsed.transform;
  if (rendition !== undefined || defaults !== undefined || format === "json") {
    return failed("parameter-conflict", `In ${place}: p, d and fmt=json belong to URLs only.`);
  }
  return parsed;
}

function isObject(json: unknown): json is Record<string, unknown> {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}
