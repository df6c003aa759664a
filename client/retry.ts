import { DarkroomError } from "./darkroom-error.ts";

/** Milliseconds before the second try; every further one waits twice as long, up to the longest. */
const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 8_000;

/** How long something is tried again. */
export interface RetryOptions {
  /** Seconds after the first failure; 0 tries once. */
  readonly patienceSeconds: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Tries again what failed for no reason of its own: a service that is away, busy or broken for a moment.
 *
 * @param attempt something that may be repeated without a second effect
 * @throws what the last try threw, or the signal's reason
 */
export async function withRetries<T>(attempt: () => Promise<T>, { patienceSeconds, signal }: RetryOptions): Promise<T> {
  const { promise: aborted, stop } = abortionOf(signal);
  let deadline: number | undefined;
  try {
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      try {
        return await attempt();
      } catch (error) {
        deadline ??= Date.now() + patienceSeconds * 1000;
        const pauseMs = pauseAfter(error, wait);
        if (pauseMs === undefined || Date.now() + pauseMs > deadline) throw error;
        await Promise.race([new Promise((resolve) => setTimeout(resolve, pauseMs)), aborted]);
      }
    }
  } finally {
    stop();
  }
}

/** @returns milliseconds, with chance in them so that many clients do not come back at once; `undefined` for never */
function pauseAfter(error: unknown, waitMs: number): number | undefined {
  if (!(error instanceof DarkroomError) || !isPassing(error)) return undefined;
  const told = (error.retryAfterSeconds ?? 0) * 1000;
  return Math.max(told, waitMs * (0.5 + Math.random() / 2));
}

function isPassing({ code, status = 0 }: DarkroomError): boolean {
  return code === "service-unreachable" || status === 408 || status === 429 || status >= 500;
}

function abortionOf(signal: AbortSignal | undefined): { promise: Promise<never>; stop: () => void } {
  let stop = () => {};
  const promise = new Promise<never>((_resolve, reject) => {
    const abort = () => reject(signal?.reason);
    signal?.addEventListener("abort", abort);
    stop = () => signal?.removeEventListener("abort", abort);
  });
  promise.catch(() => undefined);
  return { promise, stop };
}
