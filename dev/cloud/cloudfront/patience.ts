/** A time limit that runs only while somebody else has the next move. */
export interface Patience {
  readonly start: () => void;
  readonly stop: () => void;
}

/**
 * Calls `expire` once `start` lies `limitMs` milliseconds back without a `stop`.
 *
 * Starting again begins anew.
 */
export function createPatience(limitMs: number, expire: () => void): Patience {
  let timer: NodeJS.Timeout | undefined;
  const stop = () => clearTimeout(timer);
  const start = () => {
    stop();
    timer = setTimeout(expire, limitMs);
  };
  return { start, stop };
}
