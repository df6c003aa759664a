import { EventEmitter, getEventListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { nextChange } from "../../../../dev/cloud/sqs/next-change.ts";

const NEVER_MS = 3_600_000;

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

test("a wait ends when its time is over, though garbage is collected meanwhile", async () => {
  const waiting = nextChange(new EventEmitter(), 50, new AbortController().signal);
  await sleep(10);
  collectGarbage();
  await expect(waiting).resolves.toBeUndefined();
});

test("a change ends a wait, and nothing of it stays behind", async () => {
  const changes = new EventEmitter();
  const { signal } = new AbortController();
  const waiting = nextChange(changes, NEVER_MS, signal);
  changes.emit("change");
  await waiting;
  expect(changes.listenerCount("change")).toBe(0);
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test("a signal ends a wait", async () => {
  const ending = new AbortController();
  const waiting = nextChange(new EventEmitter(), NEVER_MS, ending.signal);
  ending.abort();
  await expect(waiting).resolves.toBeUndefined();
});
