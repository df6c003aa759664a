import { seededRandom } from "./figures.ts";

/** Choices that are the same for the same seed and trial, whatever was chosen before. */
export interface Choices {
  /** Over or equal 0, below 1. */
  next(): number;
  /** Whole, 0 to `below` − 1. */
  below(below: number): number;
  oneOf<T>(items: readonly T[]): T;
  /** Each item at random, `count` times. */
  some<T>(items: readonly T[], count: number): T[];
  bytes(length: number): Buffer;
}

/** @param trial its number, from 0 on */
export function choicesOf(seed: number, trial: number): Choices {
  const next = seededRandom(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(trial + 1, 0x85ebca6b));
  const below = (most: number) => Math.floor(next() * most);
  const oneOf = <T>(items: readonly T[]): T => items[below(items.length)]!;
  return {
    ...{ next, below, oneOf },
    some: (items, count) => Array.from({ length: count }, () => oneOf(items)),
    bytes: (length) => Buffer.from(Array.from({ length }, () => below(256))),
  };
}
