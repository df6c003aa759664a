import { isCrisp, type Written } from "../encoding.ts";

/** How many times the bytes of a smaller copy with loss a crisp one may have. */
const COMPARABLE = 1.2;

/**
 * Of several copies of one picture, the one that is answered: a crisp one where it has about as few bytes as any, else the
 * smallest.
 *
 * @param copies at least one
 * @param mostBytes over which a crisp one gives way too
 */
export function preferred(copies: readonly Written[], mostBytes: number): Written {
  const smallest = smallestOf(copies);
  const limit = Math.min(COMPARABLE * smallest.bytes.length, mostBytes);
  const crisp = copies.filter(({ bytes, encoding }) => isCrisp(encoding) && bytes.length <= limit);
  return crisp.length === 0 ? smallest : smallestOf(crisp);
}

/** @param copies at least one; of two alike the first */
export function smallestOf(copies: readonly Written[]): Written {
  return copies.reduce((least, each) => (each.bytes.length < least.bytes.length ? each : least));
}
