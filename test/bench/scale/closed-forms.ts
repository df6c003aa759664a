/** What caches come to by pencil, for the simulation to be held against. */

/** Shares of Zipf's law, the most popular first. */
export function zipfShares(things: number, exponent: number): number[] {
  const weights = Array.from({ length: things }, (_, place) => (place + 1) ** -exponent);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** How many different things are among so many independent draws. */
export function expectedDistinct(shares: readonly number[], draws: number): number {
  return shares.reduce((sum, share) => sum + 1 - (1 - share) ** draws, 0);
}

/**
 * The hit ratio of an LRU cache under independent requests, by its characteristic time.
 *
 * @param room how many things it holds
 * @see Che, Tung, Wang, "Hierarchical Web caching systems", IEEE JSAC 2002
 */
export function cheHitRatio(shares: readonly number[], room: number): number {
  const held = (time: number) => shares.reduce((sum, share) => sum + 1 - Math.exp(-share * time), 0);
  let [low, high] = [0, 1];
  while (held(high) < room) high *= 2;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (held(middle) < room) low = middle;
    else high = middle;
  }
  return shares.reduce((sum, share) => sum + share * (1 - Math.exp(-share * low)), 0);
}

/** The hit ratio of a cache that forgets each thing a time after it was stored, under Poisson requests. */
export function timedHitRatio(shares: readonly number[], requestsPerLife: number): number {
  return shares.reduce((sum, share) => {
    const asked = share * requestsPerLife;
    return sum + (share * asked) / (1 + asked);
  }, 0);
}

/** The same where each request begins the time anew. */
export function idleHitRatio(shares: readonly number[], requestsPerIdle: number): number {
  return shares.reduce((sum, share) => sum + share * (1 - Math.exp(-share * requestsPerIdle)), 0);
}
