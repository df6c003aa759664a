/** How many ranks are summed one by one; an integral gives the rest, off by less than rounding is. */
const SUMMED_RANKS = 10_000;

/**
 * What the shares of Zipf's law are divided by: rank `r` of `n` has `r ** -exponent / zipfTotal(n, exponent)` of all
 * requests.
 *
 * @param exponent 0 for all alike, about 0.6 to 1 on the Web
 * @see Breslau et al., "Web Caching and Zipf-like Distributions: Evidence and Implications", INFOCOM 1999
 */
export function zipfTotal(ranks: number, exponent: number): number {
  let sum = 0;
  for (let rank = 1; rank <= Math.min(ranks, SUMMED_RANKS); rank++) sum += rank ** -exponent;
  if (ranks <= SUMMED_RANKS) return sum;
  // Euler-Maclaurin: the integral from the last summed rank on, and half of what its ends differ by.
  const power = 1 - exponent;
  const integral = power === 0 ? Math.log(ranks / SUMMED_RANKS) : (ranks ** power - SUMMED_RANKS ** power) / power;
  return sum + integral + (ranks ** -exponent - SUMMED_RANKS ** -exponent) / 2;
}
