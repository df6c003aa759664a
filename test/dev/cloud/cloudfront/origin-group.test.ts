import { expect, test } from "vitest";
import { listen } from "../../../../dev/cloud/loopback-server.ts";
import { verifyRequest } from "../../../../dev/cloud/signature-v4.ts";
import { CACHED, CREDENTIALS, createGate, startEdge, startOrigin } from "./edge-and-origin.ts";

const FAILOVER = { failoverStatuses: [403, 404, 503], allowedMethods: ["GET", "HEAD", "OPTIONS", "POST"] };

async function startAnswering(status: number, body: string) {
  return startOrigin((_request, response) => response.writeHead(status).end(body));
}

/** An address where nobody listens any more. */
async function deadUrl(): Promise<string> {
  const server = await listen(async () => {});
  await server.close();
  return server.url;
}

const ORIGIN = { id: "dead", timeoutSeconds: 5 };

test.each([403, 404, 503])("after %i the second origin is asked for the same path", async (status) => {
  const first = { ...(await startAnswering(status, "no")), id: "first" };
  const second = { ...(await startAnswering(200, "made")), id: "second" };
  const edge = await startEdge({ origins: [first, second], cache: CACHED, ...FAILOVER });
  expect(await edge.ask("/a/b")).toMatchObject({ status: 200, body: "made", cacheResult: "Miss" });
  expect(second.calls[0]?.url).toBe("/a/b");
  expect(edge.counts.originCalls).toEqual({ first: 1, second: 1 });
  expect(edge.counts.originHits).toEqual({ first: 0, second: 1 });
});

test("what the first origin has is not asked of the second", async () => {
  const [first, second] = [await startAnswering(200, "stored"), await startAnswering(200, "made")];
  const edge = await startEdge({ origins: [first, second], cache: CACHED, ...FAILOVER });
  expect((await edge.ask("/a")).body).toBe("stored");
  expect(second.calls).toEqual([]);
});

test("a status that is not for failing over is the answer", async () => {
  const [first, second] = [await startAnswering(400, "bad"), await startAnswering(200, "made")];
  const edge = await startEdge({ origins: [first, second], cache: CACHED, ...FAILOVER });
  expect(await edge.ask("/a")).toMatchObject({ status: 400, body: "bad" });
});

test("the second origin's error is the answer when both fail", async () => {
  const [first, second] = [await startAnswering(404, "first"), await startAnswering(404, "second")];
  const edge = await startEdge({ origins: [first, second], cache: CACHED, ...FAILOVER });
  expect(await edge.ask("/a")).toMatchObject({ status: 404, body: "second" });
});

test("an origin that cannot be reached is failed over", async () => {
  const second = await startAnswering(200, "made");
  const edge = await startEdge({ origins: [{ ...ORIGIN, url: await deadUrl() }, second], cache: CACHED, ...FAILOVER });
  expect((await edge.ask("/a")).body).toBe("made");
});

test("an origin that stays silent is failed over", async () => {
  const silent = { ...(await startOrigin(() => {})), timeoutSeconds: 0.05 };
  const edge = await startEdge({ origins: [silent, await startAnswering(200, "made")], cache: CACHED, ...FAILOVER });
  expect((await edge.ask("/a")).body).toBe("made");
});

test("the answer of an origin that is failed over is not read on", async () => {
  const closed = createGate();
  const first = await startOrigin((_request, response) => {
    response.once("close", closed.open);
    response.writeHead(404).write("endless");
  });
  const edge = await startEdge({ origins: [first, await startAnswering(200, "made")], cache: CACHED, ...FAILOVER });
  await edge.ask("/a");
  await closed.opened;
});

test("a viewer who leaves is no reason to ask the second origin", async () => {
  const [asked, left] = [createGate(), createGate()];
  const first = await startOrigin((_request, response) => {
    response.once("close", left.open);
    asked.open();
  });
  const second = await startAnswering(200, "made");
  const edge = await startEdge({ origins: [first, second], ...FAILOVER });
  const leaving = new AbortController();
  const answer = fetch(`${edge.url}/a`, { signal: leaving.signal });
  await asked.opened;
  leaving.abort();
  await expect(answer).rejects.toThrow();
  await left.opened;
  expect(edge.counts.originCalls).toEqual({ origin: 1 });
});

test("POST does not fail over", async () => {
  const [first, second] = [await startAnswering(503, "no"), await startAnswering(200, "made")];
  const edge = await startEdge({ origins: [first, second], ...FAILOVER });
  expect((await edge.ask("/a", { method: "POST", body: "x" })).status).toBe(503);
});

test.each([
  ["cached", { cache: CACHED }],
  ["uncached", {}],
])("without any origin to reach, a %s path is a problem with 502", async (_kind, cache) => {
  const edge = await startEdge({ origins: [{ ...ORIGIN, url: await deadUrl() }], ...cache });
  const { status, headers, body, cacheResult } = await edge.ask("/a");
  expect({ status, cacheResult, retry: headers["retry-after"] }).toEqual({
    status: 502,
    cacheResult: "Error",
    retry: "1",
  });
  expect(headers["content-type"]).toBe("application/problem+json");
  expect(JSON.parse(body)).toMatchObject({ status: 502, code: "origin-unreachable" });
});

test.each([
  ["before its answer", { cache: CACHED }, () => {}],
  ["before its answer, uncached", {}, () => {}],
])("an origin that is silent %s is a problem with 504", async (_when, cache, answer) => {
  const silent = { ...(await startOrigin(answer)), timeoutSeconds: 0.05 };
  const edge = await startEdge({ origins: [silent], ...cache });
  const { status, headers, body } = await edge.ask("/a");
  expect([status, headers["retry-after"], JSON.parse(body).code]).toEqual([504, "1", "origin-timeout"]);
});

test("an origin that falls silent within its answer is a problem with 504", async () => {
  const silent = await startOrigin((_request, response) => response.writeHead(200, { "content-length": 9 }).write("x"));
  const edge = await startEdge({ origins: [{ ...silent, timeoutSeconds: 0.05 }], cache: CACHED });
  expect((await edge.ask("/a")).status).toBe(504);
});

test("a failure to reach the origin is kept as long as other errors of its status", async () => {
  const edge = await startEdge({ origins: [{ ...ORIGIN, url: await deadUrl() }], cache: CACHED });
  for (let count = 0; count < 3; count += 1) await edge.ask("/a");
  expect(edge.counts.originCalls).toEqual({ dead: 1 });
});

test.each([
  ["s3", { cache: CACHED }],
  ["lambda", { cache: CACHED }],
  ["lambda", {}],
] as const)("requests to an origin behind access control are signed for %s, with %j", async (service, cache) => {
  const scope = { service, region: "us-east-1", credentials: CREDENTIALS, at: new Date() };
  const origin = await startOrigin((request, response) => {
    const { method = "", url: target = "" } = request;
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    verifyRequest({ method, target, headers }, scope);
    response.end(target);
  });
  const edge = await startEdge({ origins: [{ ...origin, signFor: service, path: "/bucket" }], ...cache });
  expect(await edge.ask("/images/a/w_640.auto-avif")).toMatchObject({
    status: 200,
    body: "/bucket/images/a/w_640.auto-avif",
  });
});
