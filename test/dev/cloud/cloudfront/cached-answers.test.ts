import { expect, test } from "vitest";
import { say, startCache } from "./edge-and-origin.ts";

test("the second viewer gets what is stored, with its age", async () => {
  const { ask, clock, counts } = await startCache((_request, response) => say(response, "picture"));
  const first = await ask("/a");
  clock.passSeconds(7);
  const second = await ask("/a");
  expect([first.cacheResult, first.headers.age]).toEqual(["Miss", undefined]);
  expect([second.cacheResult, second.headers.age, second.body]).toEqual(["Hit", "7", "picture"]);
  expect(counts).toEqual({ edgeHits: 1, originCalls: { origin: 1 }, originHits: { origin: 1 } });
});

test("query, cookies and other headers are no part of the key and do not reach the origin", async () => {
  const { ask, origin } = await startCache((_request, response) => say(response, "picture"));
  const headers = { cookie: "a=1", accept: "image/avif", authorization: "Bearer x", range: "bytes=0-1" };
  await ask("/a?w=1", { headers });
  expect((await ask("/a?w=2")).cacheResult).toBe("Hit");
  expect(origin.calls[0]?.url).toBe("/a");
  expect(Object.keys(origin.calls[0]?.headers ?? {}).sort()).toEqual(["connection", "host", "user-agent"]);
});

test("another path is another answer", async () => {
  const { ask } = await startCache((request, response) => say(response, request.url ?? ""));
  await ask("/a");
  expect(await ask("/A")).toMatchObject({ cacheResult: "Miss", body: "/A" });
});

test("an answer is asked for again once its time is over", async () => {
  const headers = { "cache-control": "s-maxage=60" };
  const { ask, clock } = await startCache((_request, response) => say(response, "picture", headers));
  await ask("/a");
  clock.passSeconds(59);
  expect((await ask("/a")).cacheResult).toBe("Hit");
  clock.passSeconds(1);
  expect((await ask("/a")).cacheResult).toBe("Miss");
});

test("an answer that still holds is refreshed without being sent again", async () => {
  const headers = { etag: '"1"', "last-modified": "Thu, 01 Jan 2026 00:00:00 GMT", "cache-control": "max-age=60" };
  const { ask, clock, origin } = await startCache((request, response) =>
    request.headers["if-none-match"] === '"1"'
      ? say(response, "", { ...headers, "x-checked": "yes" }, 304)
      : say(response, "picture", headers),
  );
  await ask("/a");
  clock.passSeconds(60);
  const refreshed = await ask("/a");
  expect(refreshed).toMatchObject({ status: 200, cacheResult: "RefreshHit", body: "picture" });
  expect([refreshed.headers["x-checked"], refreshed.headers["content-length"]]).toEqual(["yes", "7"]);
  expect(origin.calls[1]?.headers["if-modified-since"]).toBe(headers["last-modified"]);
  clock.passSeconds(59);
  expect(await ask("/a")).toMatchObject({ cacheResult: "Hit", headers: { age: "59" } });
});

test("an answer that says max-age=0 is asked about every time", async () => {
  const headers = { etag: '"1"', "cache-control": "max-age=0" };
  const { ask } = await startCache((request, response) =>
    say(response, "picture", headers, request.headers["if-none-match"] === '"1"' ? 304 : 200),
  );
  await ask("/a");
  expect((await ask("/a")).cacheResult).toBe("RefreshHit");
});

test("no-store keeps an answer out of the cache", async () => {
  const { ask } = await startCache((_request, response) => say(response, "x", { "cache-control": "no-store" }));
  await ask("/a");
  expect((await ask("/a")).cacheResult).toBe("Miss");
});

test("an invalidation by tag forgets that tag and no other", async () => {
  const { ask, edge } = await startCache((request, response) =>
    say(response, "x", { "x-amz-meta-cache-tag": `image-${request.url?.slice(1)},owner-1` }),
  );
  for (const path of ["/a", "/b"]) await ask(path);
  expect(edge.invalidate(["#image-a"])).toBe(1);
  expect([(await ask("/a")).cacheResult, (await ask("/b")).cacheResult]).toEqual(["Miss", "Hit"]);
});

test("an emptied edge asks for everything again", async () => {
  const { ask, edge } = await startCache((_request, response) => say(response, "x"));
  await ask("/a");
  edge.empty();
  expect((await ask("/a")).cacheResult).toBe("Miss");
});

test("HEAD fills the cache for GET", async () => {
  const { ask, origin } = await startCache((_request, response) => say(response, "picture"));
  const head = await ask("/a", { method: "HEAD" });
  expect([head.body, head.headers["content-length"]]).toEqual(["", "7"]);
  expect(await ask("/a")).toMatchObject({ cacheResult: "Hit", body: "picture" });
  expect(origin.calls[0]?.method).toBe("GET");
});

test("the least recently asked for goes when the edge is full", async () => {
  const { ask } = await startCache((_request, response) => say(response, "x".repeat(40_000)), { cacheBytes: 100_000 });
  for (const path of ["/a", "/b", "/a", "/c"]) await ask(path);
  expect([(await ask("/a")).cacheResult, (await ask("/b")).cacheResult]).toEqual(["Hit", "Miss"]);
});
