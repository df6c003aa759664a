import type { EventEmitter } from "node:events";

/**
 * Waits until something changes, so long has passed, or a signal ends the wait.
 *
 * A timer holds it: Node 20 collects a signal of `AbortSignal.timeout` that nothing but `AbortSignal.any` knows of, and
 * a receiver then waited until the next message came, or for ever.
 *
 * @param changes emits `change`
 */
export function nextChange(changes: EventEmitter, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      changes.off("change", end);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    changes.once("change", end);
    signal.addEventListener("abort", end, { once: true });
  });
}
