import { expect, test } from "vitest";
import { loadEdgeFunction } from "../../../../dev/cloud/cloudfront/edge-function.ts";
import { CACHED, startEdge, startOrigin } from "./edge-and-origin.ts";

const POLICY = {
  remove: ["x-amz-meta-cache-tag"],
  set: { vary: "Accept", "x-content-type-options": "nosniff" },
  serverTiming: true,
};

async function startWithPolicy(
  headers: Record<string, string> = {},
  cache: { cache?: typeof CACHED } = { cache: CACHED },
) {
  const origin = await startOrigin((_request, response) => {
    response.writeHead(200, { "x-amz-meta-cache-tag": "image-a", vary: "Origin", ...headers }).end("picture");
  });
  return startEdge({ origins: [origin], responseHeaders: POLICY, ...cache });
}

test.each([
  ["a miss", 0, { cache: CACHED }],
  ["a hit", 1, { cache: CACHED }],
  ["an answer that is not cached", 0, {}],
])("%s loses and gains what the policy says", async (_kind, warmUps, cache) => {
  const { ask } = await startWithPolicy({}, cache);
  for (let count = 0; count < warmUps; count += 1) await ask("/a");
  const { headers } = await ask("/a");
  expect(headers).toMatchObject(POLICY.set);
  expect(headers["x-amz-meta-cache-tag"]).toBeUndefined();
});

test("a tag that the policy takes off still invalidates", async () => {
  const { ask, invalidate } = await startWithPolicy();
  await ask("/a");
  expect(invalidate(["#image-a"])).toBe(1);
});

test("Server-Timing tells a miss from a hit and names the place", async () => {
  const { ask } = await startWithPolicy();
  const [miss, hit] = [await ask("/a"), await ask("/a")];
  expect(miss.headers["server-timing"]).toMatch(/^cdn-cache-miss, cdn-pop;desc="[\w-]+", cdn-rid;desc="[\w=-]+"$/);
  expect(hit.headers["server-timing"]).toMatch(/^cdn-cache-hit, cdn-pop;desc=/);
});

test("the origin's own Server-Timing is kept", async () => {
  const { ask } = await startWithPolicy({ "server-timing": "resize;dur=12" });
  expect((await ask("/a")).headers["server-timing"]).toMatch(/^resize;dur=12, cdn-cache-miss/);
});

test("every answer says that it came from CloudFront, and each under a name of its own", async () => {
  const { ask } = await startWithPolicy();
  const [one, other] = [(await ask("/a")).headers, (await ask("/a")).headers];
  expect(one.via).toMatch(/^1\.1 \w+\.cloudfront\.net \(CloudFront\)$/);
  expect(one["x-amz-cf-pop"]).toMatch(/^[A-Z]{3}\d+-[A-Z]\d+$/);
  expect(one["x-amz-cf-id"]).not.toBe(other["x-amz-cf-id"]);
});

test("the policy does not touch what a function answers", async () => {
  const origin = await startOrigin((_request, response) => response.end());
  const viewerRequest = loadEdgeFunction("function handler() { return { statusCode: 404 }; }", async () => "");
  const { ask } = await startEdge({ origins: [origin], responseHeaders: POLICY, viewerRequest });
  const { headers } = await ask("/a");
  expect([headers.vary, headers["server-timing"]]).toEqual([undefined, undefined]);
});
