/**
 * The value below which that share of all values lies, the two nearest blended.
 *
 * @param values in any order, at least one
 * @param share 0 to 1, e.g. `0.95`
 */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError("There is no percentile of nothing");
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)]!;
  const above = sorted[Math.ceil(place)]!;
  return below + (above - below) * (place - Math.floor(place));
}

/** The middle value. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** @param values at least one */
export function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/**
 * How one contestant does against another: the median of the ratios of their rounds, each beside each, so that what
 * disturbed the machine disturbed both.
 *
 * @param ours one value a round
 * @param theirs as many
 */
export function medianRatio(ours: readonly number[], theirs: readonly number[]): number {
  if (ours.length !== theirs.length) throw new RangeError("Rounds come in pairs");
  return median(ours.map((value, round) => value / theirs[round]!));
}

/**
 * The same things in an order that is always the same and mixes neighbours.
 *
 * @param seed any whole number; another one, another order
 */
export function shuffled<T>(things: readonly T[], seed: number): T[] {
  const order = [...things];
  let state = seed >>> 0;
  for (let last = order.length - 1; last > 0; last--) {
    // The constants of Numerical Recipes' generator; its upper bits are the good ones.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (last + 1));
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}
