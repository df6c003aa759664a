/** What Lambda says of an invocation that it ended because it took too long. */
export class TimedOut extends Error {
  override name = "TimedOut";

  constructor(seconds: number) {
    super(`Task timed out after ${seconds.toFixed(2)} seconds`);
  }
}

/** The invocations that run now: to refuse one too many, and to wait for the last ones before closing. */
export interface Invocations {
  count(): number;
  /**
   * Runs one invocation. Lambda kills one that runs out of time; here its promise cannot be stopped, so it is let go of
   * and no longer counted.
   *
   * @throws `TimedOut`, or what the invocation throws
   */
  run<T>(invoke: () => T | Promise<T>, timeoutSeconds: number): Promise<T>;
  /** Waits until none is left, but no longer than this. */
  settle(milliseconds: number): Promise<void>;
}

/** Counts invocations, none of them running yet. */
export function countInvocations(): Invocations {
  const running = new Set<Promise<unknown>>();
  return {
    count: () => running.size,
    async run(invoke, timeoutSeconds) {
      const work = withinTime((async () => invoke())(), timeoutSeconds);
      running.add(work);
      try {
        return await work;
      } finally {
        running.delete(work);
      }
    },
    async settle(milliseconds) {
      await withinTime(Promise.allSettled(running), milliseconds / 1000).catch(() => undefined);
    },
  };
}

async function withinTime<T>(work: Promise<T>, seconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimedOut(seconds)), seconds * 1000);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
