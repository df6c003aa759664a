/**
 * A signal that ends something when its time is over, or when who wants it gives it up.
 *
 * A timer holds it: Node 20 collects a signal of `AbortSignal.timeout` that nothing but `AbortSignal.any` knows of, and then
 * nothing ends. It keeps no process alive.
 *
 * @param milliseconds e.g. `30_000`; what it ends with then is the `TimeoutError` of `AbortSignal.timeout`
 * @param signal the caller's own; its reason is passed on as it is
 */
export function timeLimit(milliseconds: number, signal?: AbortSignal): AbortSignal {
  const late = new AbortController();
  const end = () => late.abort(new DOMException("The operation was aborted due to timeout", "TimeoutError"));
  const timer: unknown = setTimeout(end, milliseconds);
  // Browsers' timers are numbers.
  if (hasUnref(timer)) timer.unref();
  return signal === undefined ? late.signal : AbortSignal.any([signal, late.signal]);
}

function hasUnref(timer: unknown): timer is { unref(): void } {
  return typeof timer === "object" && timer !== null && "unref" in timer;
}
