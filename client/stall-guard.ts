/** Ends what no longer moves. */
export interface StallGuard {
  /** Aborted by the caller's signal, or when nothing has moved for a minute. */
  readonly signal: AbortSignal;
  moved(): void;
  stop(): void;
}

/** Milliseconds without a byte, or without an answer after the last one, after which a connection counts as dead. */
const STALL_MS = 60_000;

/** Watches an upload: as a whole it may take as long as a slow line takes. */
export function stallGuard(signal: AbortSignal | undefined): StallGuard {
  const stall = new AbortController();
  const timer = () => setTimeout(() => stall.abort(new Error("Nothing has moved for a minute.")), STALL_MS);
  let current = timer();
  let isOver = false;
  return {
    signal: signal === undefined ? stall.signal : AbortSignal.any([signal, stall.signal]),
    moved() {
      clearTimeout(current);
      // A body is still read for a moment after its request has failed, and a timer would keep the process for a minute.
      if (!isOver) current = timer();
    },
    stop() {
      isOver = true;
      clearTimeout(current);
    },
  };
}
