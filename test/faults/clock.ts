/** A clock that can be put forward, for everything in this process that asks what time it is. */
export interface Clock {
  forward(seconds: number): void;
  /** Gives the real one back. */
  stop(): void;
}

/** Replaces the process's clock: it goes on as always, and leaps when it is told to. Timers know nothing of it. */
export function startClock(): Clock {
  const RealDate = Date;
  let aheadMs = 0;
  const now = () => RealDate.now() + aheadMs;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given) => Reflect.construct(target, given.length === 0 ? [now()] : given),
    get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
  });
  return {
    forward(seconds) {
      aheadMs += seconds * 1000;
    },
    stop() {
      globalThis.Date = RealDate;
    },
  };
}
