import { describe, expect, test } from "vitest";
import { type CacheLimits, LruCaches } from "../../../bench/scale/lru-caches.ts";
import { createRandom } from "../../../bench/scale/random.ts";
import { createWeightedChoice } from "../../../bench/scale/weighted-choice.ts";
import { cheHitRatio, expectedDistinct, idleHitRatio, timedHitRatio, zipfShares } from "./closed-forms.ts";

const ENDLESS: CacheLimits = {
  bytes: Number.POSITIVE_INFINITY,
  idleSeconds: Number.POSITIVE_INFINITY,
  freshSeconds: Number.POSITIVE_INFINITY,
};
const SHARES = zipfShares(5_000, 0.9);

/** One cache asked for things of a byte by Zipf's law, once a second in the mean. */
function hitsOf(limits: CacheLimits, warmUp: number, requests: number): number {
  const random = createRandom(7);
  const choice = createWeightedChoice(SHARES);
  const cache = new LruCaches(1, limits);
  let hits = 0;
  let now = 0;
  for (let request = 0; request < warmUp + requests; request++) {
    now += random.wait(1);
    if (cache.ask(0, choice.draw(random), 1, now) && request >= warmUp) hits++;
  }
  return hits;
}

describe("a simulated cache", () => {
  test.each([50, 500, 2_000])("of %i things hits as often as Che's approximation says", (room) => {
    const ratio = hitsOf({ ...ENDLESS, bytes: room }, 50_000, 100_000) / 100_000;
    expect(Math.abs(ratio - cheHitRatio(SHARES, room))).toBeLessThan(0.01);
  });

  test("without bounds misses each different thing once", () => {
    const misses = 50_000 - hitsOf(ENDLESS, 0, 50_000);
    expect(misses / expectedDistinct(SHARES, 50_000)).toBeCloseTo(1, 1);
    expect(Math.abs(misses / expectedDistinct(SHARES, 50_000) - 1)).toBeLessThan(0.02);
  });

  test.each([1_000, 20_000])("that keeps things for %i s hits as often as Poisson's law says", (freshSeconds) => {
    const ratio = hitsOf({ ...ENDLESS, freshSeconds }, 60_000, 100_000) / 100_000;
    expect(Math.abs(ratio - timedHitRatio(SHARES, freshSeconds))).toBeLessThan(0.01);
  });

  test.each([1_000, 20_000])("that forgets what is idle for %i s does so too", (idleSeconds) => {
    const ratio = hitsOf({ ...ENDLESS, idleSeconds }, 60_000, 100_000) / 100_000;
    expect(Math.abs(ratio - idleHitRatio(SHARES, idleSeconds))).toBeLessThan(0.01);
  });

  test("forgets what was asked for longest ago, and holds nothing larger than itself", () => {
    const cache = new LruCaches(2, { ...ENDLESS, bytes: 10 });
    const asked = (object: number, bytes: number) => cache.ask(0, object, bytes, 0);
    expect([asked(1, 5), asked(2, 5), asked(1, 5), asked(3, 5)]).toEqual([false, false, true, false]);
    expect([asked(1, 5), asked(99, 11), asked(99, 11), asked(1, 5)]).toEqual([true, false, false, true]);
    expect(asked(2, 5)).toBe(false);
    expect(cache.ask(1, 1, 5, 0)).toBe(false);
  });
});
