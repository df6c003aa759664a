import type { HeaderFields } from "./header-fields.ts";
import { type Invalidatable, itemMatcher } from "./invalidation-item.ts";

/** An origin's whole answer, kept under its path; times are milliseconds since 1970. */
export interface StoredAnswer extends Invalidatable {
  readonly status: number;
  readonly headers: HeaderFields;
  readonly body: Buffer;
  readonly storedAt: number;
  readonly freshUntil: number;
  /** Until then it may stand in for a failing origin. */
  readonly staleUntil: number;
}

/** Bytes that an answer takes beside its body: headers, key and bookkeeping, about. */
const OVERHEAD_BYTES = 1_024;

/** The answers of an edge; when they are too many, those go that were not asked for the longest. */
export interface AnswerStore {
  get(path: string): StoredAnswer | undefined;
  put(answer: StoredAnswer): void;
  delete(path: string): void;
  /**
   * Forgets what the items mean.
   *
   * @param items e.g. `["#image-01j", "/images/a", "/playground/*"]`
   * @returns how many answers were forgotten
   */
  invalidate(items: readonly string[]): number;
  clear(): void;
}

/** Makes an empty store of at most `maxBytes` bytes. */
export function createAnswerStore(maxBytes: number): AnswerStore {
  // A Map keeps the order of insertion; whoever is asked for moves to its end.
  const answers = new Map<string, StoredAnswer>();
  let heldBytes = 0;

  function get(path: string): StoredAnswer | undefined {
    const answer = answers.get(path);
    if (answer !== undefined) {
      answers.delete(path);
      answers.set(path, answer);
    }
    return answer;
  }

  function put(answer: StoredAnswer): void {
    remove(answer.path);
    answers.set(answer.path, answer);
    heldBytes += sizeBytes(answer);
    for (const path of answers.keys()) {
      if (heldBytes <= maxBytes) return;
      remove(path);
    }
  }

  function remove(path: string): boolean {
    const answer = answers.get(path);
    if (answer === undefined) return false;
    heldBytes -= sizeBytes(answer);
    return answers.delete(path);
  }

  function invalidate(items: readonly string[]): number {
    const matchers = items.map(itemMatcher);
    const doomed = [...answers.values()].filter((answer) => matchers.some((matches) => matches(answer)));
    for (const { path } of doomed) remove(path);
    return doomed.length;
  }

  function clear(): void {
    answers.clear();
    heldBytes = 0;
  }

  return { get, put, delete: remove, invalidate, clear };
}

function sizeBytes(answer: StoredAnswer): number {
  return answer.body.length + OVERHEAD_BYTES;
}
