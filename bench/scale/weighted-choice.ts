import type { Random } from "./random.ts";

/** Draws places with given odds, each in the same short time however many there are. */
export interface WeightedChoice {
  draw(random: Random): number;
}

/**
 * Prepares drawing: each place keeps a part of its own cell and lends the rest to one other.
 *
 * @param weights e.g. `[3, 1]`: place 0 three times as often as place 1; at least one, not all zero
 * @see Walker's alias method as Vose has it, "A linear algorithm for generating random numbers with a given distribution", 1991
 */
export function createWeightedChoice(weights: ArrayLike<number>): WeightedChoice {
  const count = weights.length;
  const own = new Float64Array(count);
  const lent = new Uint32Array(count);
  let sum = 0;
  for (let place = 0; place < count; place++) sum += weights[place]!;
  const poor: number[] = [];
  const rich: number[] = [];
  for (let place = 0; place < count; place++) {
    own[place] = (weights[place]! * count) / sum;
    lent[place] = place;
    (own[place]! < 1 ? poor : rich).push(place);
  }
  while (poor.length > 0 && rich.length > 0) {
    const taker = poor.pop()!;
    const giver = rich[rich.length - 1]!;
    lent[taker] = giver;
    own[giver] = own[giver]! - (1 - own[taker]!);
    if (own[giver]! < 1) poor.push(rich.pop()!);
  }
  // What rounding has left in either list is whole.
  for (const place of [...poor, ...rich]) own[place] = 1;
  return {
    draw: (random) => {
      const place = random.below(count);
      return random.next() < own[place]! ? place : lent[place]!;
    },
  };
}
