import { type FocalPoint, parseFocalPoint } from "./focal-point.ts";
import { LABELS, TITLE_CHARACTERS } from "./limits.ts";
import type { Problem } from "./problem.ts";

/** What an owner says about an image; what is left out stays as it is, `null` and no labels clear it. */
export interface ImageChanges {
  readonly focalPoint?: FocalPoint | null;
  readonly title?: string | null;
  readonly labels?: readonly string[];
}

/** What a label is, for the description. */
export const LABEL_PATTERN = "^[a-z0-9-]{1,32}$";

const LABEL = new RegExp(LABEL_PATTERN);

/** One line: what would break a line, or be seen by nobody, has no place in an `alt`. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029]/u;

/** Reads one part of the changes; `undefined` is a value that it does not take. */
const READERS = {
  focalPoint: (json: unknown) => (json === null ? null : parseFocalPoint(json)),
  title: parseTitle,
  labels: parseLabels,
} as const;

const ACCEPTED: Readonly<Record<keyof ImageChanges, string>> = {
  focalPoint: "focalPoint must be [x, y], whole percent of width and height, or null.",
  title: `title must be a line of 1 to ${TITLE_CHARACTERS} characters, or null.`,
  labels: `labels must be a list of up to ${LABELS}, each 1 to 32 of a-z, 0-9 and -.`,
};

/**
 * Reads changes of an image.
 *
 * @param json e.g. `{ "title": "Sunset over the bay", "labels": ["sea", "2026"] }`, one of its keys at least
 * @returns the changes, or the problem `body-invalid` with what its part accepts
 */
export function parseImageChanges(json: unknown): { readonly changes: ImageChanges } | { readonly problem: Problem } {
  const isObject = typeof json === "object" && json !== null && !Array.isArray(json);
  const entries = isObject ? Object.entries(json) : [];
  if (entries.length === 0) return invalid("The body must be an object with focalPoint, title or labels.");
  const changes: [string, unknown][] = [];
  for (const [key, value] of entries) {
    if (!isPart(key)) return invalid("An image has focalPoint, title and labels that can be changed.");
    const read = READERS[key](value);
    if (read === undefined) return invalid(ACCEPTED[key]);
    changes.push([key, read]);
  }
  return { changes: Object.fromEntries(changes) };
}

function isPart(key: string): key is keyof ImageChanges {
  return Object.hasOwn(READERS, key);
}

function invalid(detail: string): { readonly problem: Problem } {
  return { problem: { code: "body-invalid", detail } };
}

function parseTitle(json: unknown): string | null | undefined {
  if (json === null) return null;
  const title = typeof json === "string" ? json.trim().normalize("NFC") : "";
  const isTitle = title !== "" && [...title].length <= TITLE_CHARACTERS && !UNPRINTABLE.test(title);
  return isTitle ? title : undefined;
}

/** A set, and so in one order and each once. */
function parseLabels(json: unknown): readonly string[] | undefined {
  if (!Array.isArray(json) || !json.every(isLabel)) return undefined;
  const labels = [...new Set(json)].sort();
  return labels.length <= LABELS ? labels : undefined;
}

/** Whether a text can be a label. */
export function isLabel(value: unknown): value is string {
  return typeof value === "string" && LABEL.test(value);
}
