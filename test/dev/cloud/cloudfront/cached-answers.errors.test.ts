import { expect, test } from "vitest";
import { ERROR_CACHE_SECONDS } from "../../../../lib/limits.ts";
import { CACHED, createClock, say, startCache, startEdge, startOrigin } from "./edge-and-origin.ts";

test("while the origin fails, what it said before is served for as long as stale-if-error allows", async () => {
  const healthy = { "cache-control": "max-age=60, stale-if-error=100" };
  let isDown = false;
  const { ask, clock, origin } = await startCache(
    (_request, response) => (isDown ? say(response, "down", {}, 503) : say(response, "picture", healthy)),
    { errorSeconds: { 503: 1 } },
  );
  await ask("/a");
  isDown = true;
  clock.passSeconds(60);
  expect(await ask("/a")).toMatchObject({ status: 200, cacheResult: "RefreshHit", body: "picture" });
  await ask("/a");
  expect(origin.calls).toHaveLength(2);
  clock.passSeconds(1);
  await ask("/a");
  expect(origin.calls).toHaveLength(3);
  clock.passSeconds(99);
  expect(await ask("/a")).toMatchObject({ status: 503, cacheResult: "Error" });
});

test("stale-if-error ends in time, however long the origin is spared", async () => {
  let isDown = false;
  const { ask, clock } = await startCache((_request, response) =>
    isDown
      ? say(response, "down", {}, 503)
      : say(response, "picture", { "cache-control": "max-age=60, stale-if-error=5" }),
  );
  await ask("/a");
  isDown = true;
  clock.passSeconds(60);
  await ask("/a");
  clock.passSeconds(5);
  expect((await ask("/a")).status).toBe(503);
});

test("what may no longer be kept does not come back when the origin fails", async () => {
  const answers = [
    { status: 200, headers: { "cache-control": "max-age=60" } },
    { status: 200, headers: { "cache-control": "no-store" } },
    { status: 503, headers: {} },
  ];
  const { ask, clock } = await startCache((_request, response) => {
    const { status = 500, headers = {} } = answers.shift() ?? {};
    say(response, "x", headers, status);
  });
  await ask("/a");
  clock.passSeconds(60);
  await ask("/a");
  expect((await ask("/a")).status).toBe(503);
});

test("an error is asked for anew, not whether it still holds", async () => {
  const { ask, clock, origin } = await startCache((_request, response) => say(response, "no", { etag: '"1"' }, 404));
  await ask("/a");
  clock.passSeconds(60);
  expect((await ask("/a")).body).toBe("no");
  expect(origin.calls[1]?.headers["if-none-match"]).toBeUndefined();
});

test("a picture that is gone is not served from before, although the origin answers with an error", async () => {
  let status = 200;
  const { ask, clock } = await startCache((_request, response) =>
    say(response, "x", { "cache-control": "max-age=60, stale-if-error=600" }, status),
  );
  await ask("/a");
  status = 404;
  clock.passSeconds(60);
  expect((await ask("/a")).status).toBe(404);
});

test("an error is kept for its time, and is never called a hit", async () => {
  const { ask, clock, origin, counts } = await startCache((_request, response) => say(response, "no", {}, 404), {
    errorSeconds: { 404: 3 },
  });
  await ask("/a");
  clock.passSeconds(2);
  expect(await ask("/a")).toMatchObject({ status: 404, cacheResult: "Error", headers: { age: "2" } });
  clock.passSeconds(1);
  await ask("/a");
  expect(origin.calls).toHaveLength(2);
  expect(counts).toEqual({ edgeHits: 0, originCalls: { origin: 2 }, originHits: { origin: 0 } });
});

test("a body that the origin cuts short is neither kept nor passed off as whole", async () => {
  let isCut = true;
  const { ask } = await startCache(
    (_request, response) => {
      response.writeHead(200, { "content-length": 7 });
      if (isCut) response.write("pic", () => response.destroy());
      else response.end("picture");
    },
    { errorSeconds: { 502: 0 } },
  );
  expect(await ask("/a")).toMatchObject({ status: 502, cacheResult: "Error" });
  isCut = false;
  expect(await ask("/a")).toMatchObject({ status: 200, body: "picture" });
});

test.each([500, 502, 503, 504])(
  "an origin's %i is kept for a second, as the service's distribution says, and then asked for again",
  async (status) => {
    let isDown = true;
    const { ask, clock, origin } = await startCache(
      (_request, response) =>
        isDown ? say(response, "down", { "cache-control": "no-store" }, status) : say(response, "picture"),
      { errorSeconds: ERROR_CACHE_SECONDS },
    );
    expect(await ask("/a")).toMatchObject({ status, cacheResult: "Error" });
    isDown = false;
    expect((await ask("/a")).status).toBe(status);
    expect(origin.calls).toHaveLength(1);
    clock.passSeconds(1);
    expect(await ask("/a")).toMatchObject({ status: 200, body: "picture" });
  },
);

test("an origin that was silent is asked again after a second, and nobody is told to keep the 504", async () => {
  let isSilent = true;
  const clock = createClock();
  const origin = await startOrigin((_request, response) => isSilent || say(response, "picture"));
  const origins = [{ ...origin, timeoutSeconds: 0.05 }] as const;
  const { ask } = await startEdge({ origins, cache: CACHED }, { now: clock.now, errorSeconds: ERROR_CACHE_SECONDS });
  expect(await ask("/a")).toMatchObject({ status: 504, headers: { "cache-control": "no-store", "retry-after": "1" } });
  isSilent = false;
  expect((await ask("/a")).status).toBe(504);
  clock.passSeconds(1);
  expect(await ask("/a")).toMatchObject({ status: 200, body: "picture" });
});

test("a picture that stands in for a 504 goes with its invalidation, however late that comes", async () => {
  const healthy = { "cache-control": "max-age=60, stale-if-error=600", "x-amz-meta-cache-tag": "image-1" };
  let isDown = false;
  const { ask, clock, edge } = await startCache(
    (_request, response) => (isDown ? say(response, "down", {}, 504) : say(response, "picture", healthy)),
    { errorSeconds: ERROR_CACHE_SECONDS },
  );
  await ask("/a");
  isDown = true;
  clock.passSeconds(60);
  expect(await ask("/a")).toMatchObject({ status: 200, cacheResult: "RefreshHit" });
  expect(edge.invalidate(["#image-1"])).toBe(1);
  expect(await ask("/a")).toMatchObject({ status: 504, cacheResult: "Error" });
});
