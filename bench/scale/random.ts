/** A stream of numbers that is the same for the same seed on every machine. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from 0 up to, not including, `end`. */
  below(end: number): number;
  /** How long until something that happens `rate` times a unit happens, in those units. */
  wait(rate: number): number;
}

/**
 * Numbers of 32 random bits, good enough for traffic and nothing else.
 *
 * @param seed a whole number
 * @see https://pracrand.sourceforge.net/RNG_engines.txt, sfc32
 */
export function createRandom(seed: number): Random {
  let a = 0x9e3779b9;
  let b = seed | 0;
  let c = 0x243f6a88;
  let counter = 1;
  const bits = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  // The first numbers still show the seed.
  for (let i = 0; i < 16; i++) bits();
  const next = () => bits() / 2 ** 32;
  return {
    next,
    below: (end) => Math.floor(next() * end),
    wait: (rate) => -Math.log(1 - next()) / rate,
  };
}
