import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { stallGuard } from "../../client/stall-guard.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a connection on which nothing moves for a minute is dead, and one that moves is not", () => {
  const guard = stallGuard(undefined);
  vi.advanceTimersByTime(50_000);
  guard.moved();
  vi.advanceTimersByTime(50_000);
  expect(guard.signal.aborted).toBe(false);
  vi.advanceTimersByTime(10_000);
  expect(guard.signal.aborted).toBe(true);
});

test("an upload that is over keeps no process awake, though bytes of it are still read", () => {
  const guard = stallGuard(undefined);
  guard.stop();
  guard.moved();
  expect(vi.getTimerCount()).toBe(0);
});
