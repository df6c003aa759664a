import { randomBytes } from "node:crypto";

/** An invalidation that was made; it is completed at once. */
export interface Invalidation {
  readonly id: string;
  readonly createdAt: Date;
  readonly callerReference: string;
  readonly items: readonly string[];
}

/** Invalidations that are remembered; CloudFront itself shows the last hundred a page. */
const MAX_REMEMBERED = 1_000;

/** The invalidations of a distribution. */
export interface InvalidationLedger {
  /**
   * Makes an invalidation, or finds the one that the same caller made before.
   *
   * @returns `"reference-reused"` when the reference stands for another batch
   */
  create(callerReference: string, items: readonly string[]): Invalidation | "reference-reused";
  find(id: string): Invalidation | undefined;
  /** Newest first. */
  list(): readonly Invalidation[];
}

/** Makes an empty ledger; `invalidate` is called once for each invalidation that is made. */
export function createInvalidationLedger(invalidate: (items: readonly string[]) => void): InvalidationLedger {
  const made: Invalidation[] = [];

  function create(callerReference: string, items: readonly string[]): Invalidation | "reference-reused" {
    const before = made.find((each) => each.callerReference === callerReference);
    if (before !== undefined) return isSameBatch(before.items, items) ? before : "reference-reused";
    const invalidation = { id: newId(), createdAt: new Date(), callerReference, items };
    invalidate(items);
    made.unshift(invalidation);
    made.length = Math.min(made.length, MAX_REMEMBERED);
    return invalidation;
  }

  return { create, find: (id) => made.find((each) => each.id === id), list: () => made };
}

function isSameBatch(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index]);
}

function newId(): string {
  return `I${randomBytes(7).toString("hex").toUpperCase().slice(0, 13)}`;
}
