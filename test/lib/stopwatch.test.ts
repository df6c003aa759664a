import { expect, test } from "vitest";
import { serverTiming, startStopwatch } from "../../lib/stopwatch.ts";

test("a stage that comes again is one, and one that failed is measured too", async () => {
  const watch = startStopwatch();
  expect(await watch.time("read", async () => 1)).toBe(1);
  await watch.time("read", async () => 2);
  await expect(watch.time("render", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(watch.stages().map(({ name }) => name)).toEqual(["read", "render", "total"]);
});

test("stages are written as browsers read them", () => {
  const stages = [
    { name: "record", milliseconds: 4.07 },
    { name: "total", milliseconds: 44 },
  ];
  expect(serverTiming(stages)).toBe("record;dur=4.1, total;dur=44");
});
