/** What a soak has done, by what it counts, e.g. `{ kills: 50, "uploads acknowledged": 812 }`. */
export type Figures = Readonly<Record<string, number | string>>;

/** Numbers from 0 to below 1 that are the same for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    // mulberry32, by Tommy Ettinger: small, and good enough to choose what to try.
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
