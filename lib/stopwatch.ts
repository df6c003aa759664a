/** A part of the work that an answer took. */
export interface Stage {
  /** e.g. `read` */
  readonly name: string;
  readonly milliseconds: number;
}

/** Measures the stages of one answer; those that ran at the same time overlap. */
export interface Stopwatch {
  /** Does a stage's work; the time of one that comes again is added up. */
  time<T>(name: string, act: () => Promise<T>): Promise<T>;
  /** The stages so far, in the order in which they ended, and the whole as `total`. */
  stages(): readonly Stage[];
}

export function startStopwatch(): Stopwatch {
  const began = performance.now();
  const spent = new Map<string, number>();
  return {
    async time(name, act) {
      const from = performance.now();
      try {
        return await act();
      } finally {
        spent.set(name, (spent.get(name) ?? 0) + performance.now() - from);
      }
    },
    stages: () =>
      [...spent, ["total", performance.now() - began] as const].map(([name, milliseconds]) => ({ name, milliseconds })),
  };
}

/**
 * Stages as a header field.
 *
 * @returns e.g. `record;dur=4.1, read;dur=12.9, render;dur=30.2, total;dur=44`
 * @see https://www.w3.org/TR/server-timing/#the-server-timing-header-field
 */
export function serverTiming(stages: readonly Stage[]): string {
  return stages.map(({ name, milliseconds }) => `${name};dur=${Math.round(milliseconds * 10) / 10}`).join(", ");
}
