import { type Failed, failed } from "../edge-problems.ts";
import { cssColor } from "./css-colors.ts";
import { resolveColorNames } from "./named-colors.ts";
import { ROWS, type Transform } from "./parameters.ts";
import type { Pair } from "./query.ts";
import { readParameters } from "./read-parameters.ts";
import { settle } from "./rules.ts";
import { worded } from "./sentences.ts";
import { valueText } from "./transform.ts";
import type { Value } from "./value.ts";

/** A transform as JSON has it: the URL's keys, each value a number, text or boolean, e.g. `{ w: 640, fp: "30,70" }`. */
export type TransformJson = Readonly<Record<string, number | string | boolean>>;

/**
 * Reads a transform from JSON; numbers, strings and booleans mean what the same text means in a URL.
 *
 * @param json e.g. `{ "width": 640, "gray": true }`; sizes are taken exactly
 * @returns e.g. `{ transform: { width: 640, grayscale: true } }`, or the problem with it
 */
export async function parseTransformJson(json: unknown): Promise<{ transform: Transform } | Failed> {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    return failed("parameter-invalid", 'A transform is an object such as {"w": 640}.');
  }
  const pairs: Pair[] = [];
  for (const [key, value] of Object.entries(json)) {
    if (!["number", "string", "boolean"].includes(typeof value)) {
      return failed("parameter-invalid", `${key.slice(0, 32)} must be a number, a string or a boolean.`);
    }
    pairs.push([key, `${value}`]);
  }
  return settlePairs(pairs);
}

/**
 * Settles pairs of a trusted caller, whose sizes are exact and who gives neither signature nor expiry.
 *
 * @param pairs e.g. `[["w", "641"], ["bg", "red"]]`
 */
export async function settlePairs(pairs: readonly Pair[]): Promise<{ transform: Transform } | Failed> {
  const asked = readParameters(pairs);
  const read = "problem" in asked ? asked : await resolveColorNames(asked, cssColor);
  if ("problem" in read) return worded(read);
  if (read.parameters.signature !== undefined || read.parameters.expires !== undefined) {
    return failed("parameter-conflict", "s and exp belong to URLs only.");
  }
  const settled = settle(read, "exact");
  return "problem" in settled ? worded(settled) : { transform: settled.transform };
}

/**
 * The inverse of {@link parseTransformJson}.
 *
 * @returns e.g. `{ w: 640, fp: "30,70" }`, keys in the table's order
 */
export function transformJson(transform: Transform): TransformJson {
  const json: Record<string, number | string | boolean> = {};
  for (const row of ROWS) {
    const value = (transform as Record<string, Value | undefined>)[row.name];
    if (value !== undefined) json[row.key] = typeof value === "object" ? valueText(value, ",") : value;
  }
  return json;
}
