import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { timeLimit } from "../../lib/time-limit.ts";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

test("ends what nobody gives up, also where memory is collected meanwhile", async () => {
  const ended = Array.from({ length: 20 }, () => {
    const signal = timeLimit(100, new AbortController().signal);
    return new Promise((resolve) => signal.addEventListener("abort", () => resolve(signal.reason.name)));
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  collectGarbage();
  // A limit keeps no process alive, nor this test.
  const awake = setInterval(() => undefined, 50);
  expect(new Set(await Promise.all(ended))).toEqual(new Set(["TimeoutError"]));
  clearInterval(awake);
});

test("passes on why the caller gives up", () => {
  const caller = new AbortController();
  const signal = timeLimit(60_000, caller.signal);
  caller.abort("not wanted any more");
  expect(signal.reason).toBe("not wanted any more");
});
