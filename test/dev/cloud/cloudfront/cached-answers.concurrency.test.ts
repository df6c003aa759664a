import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { createGate, say, startCache, untilCalled } from "./edge-and-origin.ts";

test("concurrent misses of a path make one fetch", async () => {
  const gate = createGate();
  const { ask, origin } = await startCache(async (_request, response) => {
    await gate.opened;
    say(response, "picture");
  });
  const asked = Array.from({ length: 20 }, () => ask("/a"));
  await untilCalled(origin.calls, 1);
  await sleep(50);
  gate.open();
  const answers = await Promise.all(asked);
  expect(new Set(answers.map(({ body }) => body))).toEqual(new Set(["picture"]));
  expect(origin.calls).toHaveLength(1);
});

test("a viewer who leaves while waiting takes nothing from the others", async () => {
  const gate = createGate();
  const { ask, edge, origin } = await startCache(async (_request, response) => {
    await gate.opened;
    say(response, "picture");
  });
  const leaving = new AbortController();
  const left = fetch(`${edge.url}/a`, { signal: leaving.signal });
  await untilCalled(origin.calls, 1);
  const staying = ask("/a");
  leaving.abort();
  await expect(left).rejects.toThrow();
  await sleep(20);
  gate.open();
  expect((await staying).body).toBe("picture");
  expect((await ask("/a")).cacheResult).toBe("Hit");
});

test("an answer that says private is not given to others who waited for it", async () => {
  const gate = createGate();
  let answers = 0;
  const { ask, origin } = await startCache(async (_request, response) => {
    await gate.opened;
    answers += 1;
    say(response, `for viewer ${answers}`, { "cache-control": "private" });
  });
  const asked = [ask("/a"), ask("/a")];
  await untilCalled(origin.calls, 1);
  await sleep(50);
  gate.open();
  expect(new Set((await Promise.all(asked)).map(({ body }) => body)).size).toBe(2);
});

test.each([
  ["by path", ["/a"]],
  ["by tag", ["#image-a"]],
  ["wholly", undefined],
])("an answer that was on its way while the edge was emptied %s is not kept", async (_how, items) => {
  const gate = createGate();
  let body = "old";
  const { ask, edge, origin } = await startCache(async (_request, response) => {
    const answered = body;
    if (answered === "old") await gate.opened;
    say(response, answered, { "x-amz-meta-cache-tag": "image-a" });
  });
  const waiting = ask("/a");
  await untilCalled(origin.calls, 1);
  if (items === undefined) edge.empty();
  else edge.invalidate(items);
  body = "new";
  const after = await ask("/a");
  gate.open();
  expect([(await waiting).body, after.body]).toEqual(["old", "new"]);
  expect(await ask("/a")).toMatchObject({ cacheResult: "Hit", body: "new" });
});

test("a fetch from before an invalidation does not keep later viewers from sharing one", async () => {
  const gates = [createGate(), createGate()];
  const { ask, edge, origin } = await startCache(async (_request, response) => {
    await gates[origin.calls.length - 1]?.opened;
    say(response, "picture");
  });
  const before = ask("/a");
  await untilCalled(origin.calls, 1);
  edge.empty();
  const after = ask("/a");
  await untilCalled(origin.calls, 2);
  gates[0]?.open();
  await before;
  const joining = ask("/a");
  await sleep(50);
  gates[1]?.open();
  await Promise.all([after, joining]);
  expect(origin.calls).toHaveLength(2);
});

test("a viewer who waited in vain does not ask about what was forgotten meanwhile", async () => {
  const gate = createGate();
  const headers = { etag: '"1"', "cache-control": "max-age=0" };
  const { ask, edge, origin } = await startCache(async (request, response) => {
    const isKnown = request.headers["if-none-match"] !== undefined;
    if (isKnown) await gate.opened;
    say(response, "picture", headers, isKnown ? 304 : 200);
  });
  await ask("/a");
  const waiting = [ask("/a"), ask("/a")];
  await untilCalled(origin.calls, 2);
  await sleep(50);
  edge.empty();
  gate.open();
  await Promise.all(waiting);
  expect(origin.calls.map((call) => call.headers["if-none-match"])).toEqual([undefined, '"1"', undefined]);
});

test("an invalidated answer does not come back while the origin fails", async () => {
  const gate = createGate();
  let isDown = false;
  const { ask, clock, edge, origin } = await startCache(async (_request, response) => {
    if (!isDown) return say(response, "picture", { "cache-control": "max-age=60" });
    await gate.opened;
    say(response, "down", {}, 503);
  });
  await ask("/a");
  isDown = true;
  clock.passSeconds(60);
  const waiting = ask("/a");
  await untilCalled(origin.calls, 2);
  edge.invalidate(["/a"]);
  gate.open();
  expect((await waiting).status).toBe(503);
});
