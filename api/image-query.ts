import type { Context } from "hono";
import { isLabel } from "../lib/image-changes.ts";
import { type ImageSearch, searchWords } from "../lib/image-search.ts";
import { SEARCH_CHARACTERS, SEARCH_WORDS } from "../lib/limits.ts";
import { ProblemError } from "../lib/problem-error.ts";
import { queryPairs } from "./request.ts";

/** Images of a page, at the most. */
const PAGE_LIMIT = 100;

const KEYS = ["limit", "cursor", "label", "q"];

/** What a list is asked for. */
export interface ImageQuery {
  readonly limit: number;
  /** The id after which the page begins. */
  readonly after: string | undefined;
  /** Absent for the whole list. */
  readonly search?: ImageSearch;
}

/**
 * Reads the query of a list, e.g. `?limit=20&label=sea&q=sunset+bay`.
 *
 * @throws ProblemError `parameter-unknown`, `parameter-repeated`, `parameter-invalid`, `cursor-invalid`, `query-malformed`
 */
export function imageQuery(context: Context): ImageQuery {
  const pairs = queryPairs(context);
  const asked = new Map(pairs);
  if (asked.size < pairs.length) throw new ProblemError("parameter-repeated", `Give ${listed(KEYS)} once.`);
  const stranger = [...asked.keys()].find((key) => !KEYS.includes(key));
  if (stranger !== undefined) throw new ProblemError("parameter-unknown", `A list takes ${listed(KEYS)}.`);
  const page = { limit: limitOf(asked.get("limit") ?? "50"), after: cursorOf(asked.get("cursor") ?? "") };
  const label = labelOf(asked.get("label") ?? "");
  const words = wordsOf(asked.get("q") ?? "");
  return label === undefined && words.length === 0 ? page : { ...page, search: { label, words } };
}

function limitOf(text: string): number {
  if (/^[1-9]\d{0,2}$/.test(text) && Number(text) <= PAGE_LIMIT) return Number(text);
  throw new ProblemError("parameter-invalid", `limit must be a whole number from 1 to ${PAGE_LIMIT}.`);
}

function cursorOf(text: string): string | undefined {
  if (text === "" || /^[0-9a-z]{26}$/.test(text)) return text || undefined;
  throw new ProblemError("cursor-invalid", "cursor must be the next of an earlier page.");
}

function labelOf(text: string): string | undefined {
  if (text === "" || isLabel(text)) return text || undefined;
  throw new ProblemError("parameter-invalid", "label must be 1 to 32 of a-z, 0-9 and -.");
}

function wordsOf(text: string): readonly string[] {
  const words = searchWords(text);
  if ([...text].length <= SEARCH_CHARACTERS && words.length <= SEARCH_WORDS) return words;
  const most = `${SEARCH_CHARACTERS} characters and ${SEARCH_WORDS} words`;
  throw new ProblemError("parameter-invalid", `q must be words to look for, up to ${most}.`);
}

function listed(keys: readonly string[]): string {
  return `${keys.slice(0, -1).join(", ")} and ${keys.at(-1)}`;
}
