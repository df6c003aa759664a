import { expect, test } from "vitest";
import { loadEdgeFunction } from "../../../../dev/cloud/cloudfront/edge-function.ts";
import { CACHED, createClock, startEdge, startOrigin } from "./edge-and-origin.ts";

async function startWithFunction(body: string, behavior: { cache?: typeof CACHED } = { cache: CACHED }) {
  const origin = await startOrigin((request, response) => response.end(request.url));
  const viewerRequest = loadEdgeFunction(
    `function handler(event) { const request = event.request; ${body} }`,
    async () => "",
  );
  const allowedMethods = ["GET", "HEAD", "PUT"];
  return { origin, ...(await startEdge({ origins: [origin], allowedMethods, viewerRequest, ...behavior })) };
}

/** What a function sees of a request, read back from the body that it makes. */
async function seenByFunction(target: string, headers: Record<string, string> = {}) {
  const { ask } = await startWithFunction("return { statusCode: 200, body: JSON.stringify(event) };");
  return JSON.parse((await ask(target, { headers })).body);
}

test("a method that the path does not take is refused with 403, as a problem", async () => {
  const origin = await startOrigin((_request, response) => response.end());
  const { ask } = await startEdge({ origins: [origin], allowedMethods: ["GET", "HEAD"] });
  const { status, headers, body, cacheResult } = await ask("/a", { method: "DELETE" });
  expect([status, cacheResult, headers["content-type"]]).toEqual([403, "Error", "application/problem+json"]);
  expect(JSON.parse(body)).toMatchObject({
    type: "about:blank",
    title: "Forbidden",
    status: 403,
    code: "method-not-allowed",
  });
  expect(origin.calls).toEqual([]);
});

test("a refused upload is read to its end, so that the refusal arrives", async () => {
  const origin = await startOrigin((_request, response) => response.end());
  const { ask } = await startEdge({ origins: [origin], allowedMethods: ["GET"] });
  expect((await ask("/a", { method: "PUT", body: Buffer.alloc(5_000_000) })).status).toBe(403);
});

test("each path goes to the origin of its behavior", async () => {
  const [images, other] = await Promise.all(
    ["images", "other"].map((name) => startOrigin((_request, response) => response.end(name))),
  );
  const allowedMethods = ["GET"];
  const { ask } = await startEdge(
    { origins: [other!] },
    {
      behaviors: [
        { pathPattern: "/images/*", allowedMethods, origins: [images!] },
        { pathPattern: "*", allowedMethods, origins: [other!] },
      ],
    },
  );
  expect([(await ask("/images/a")).body, (await ask("/else")).body]).toEqual(["images", "other"]);
});

test("the path that the function returns is asked of the origin and is the key", async () => {
  const { ask, origin } = await startWithFunction(
    'request.uri = request.uri + "/" + request.querystring.w.value; request.querystring = {}; return request;',
  );
  expect((await ask("/a?w=640&x=1")).body).toBe("/a/640");
  expect((await ask("/a?w=640&x=2")).cacheResult).toBe("Hit");
  expect((await ask("/a?w=320")).cacheResult).toBe("Miss");
  expect(origin.calls.map(({ url }) => url)).toEqual(["/a/640", "/a/320"]);
});

test("an uncached path passes on the query that the function returns", async () => {
  const change = 'request.querystring.added = { value: "1" }; return request;';
  const { ask } = await startWithFunction(change, {});
  expect((await ask("/a?q=1&q=%20&flag")).body).toBe("/a?q=1&q=%20&flag=&added=1");
});

test("an answer that the function makes is sent as it is, and not kept", async () => {
  const { ask, origin } = await startWithFunction(
    `return { statusCode: 400, statusDescription: "Bad Request", headers: { "X-Why": { value: "because" } },
       body: { encoding: "text", data: request.rawQueryString() } };`,
  );
  const answer = await ask("/a?one");
  expect(answer).toMatchObject({ status: 400, body: "one", cacheResult: "FunctionGeneratedResponse" });
  expect(answer.headers["x-why"]).toBe("because");
  expect((await ask("/a?two")).body).toBe("two");
  expect(origin.calls).toEqual([]);
});

test.each([
  ["text", '"größer"', "größer"],
  ["an object of text", '{ encoding: "text", data: "größer" }', "größer"],
  ["base64", '{ encoding: "base64", data: "aGVsbG8=" }', "hello"],
])("a function may give its body as %s", async (_form, body, expected) => {
  const { ask } = await startWithFunction(`return { statusCode: 200, body: ${body} };`);
  expect((await ask("/a")).body).toBe(expected);
});

test("HEAD gets the length of what the function answers, and no body", async () => {
  const { ask } = await startWithFunction('return { statusCode: 404, body: "gone" };');
  const { headers, body } = await ask("/a", { method: "HEAD" });
  expect([headers["content-length"], body]).toEqual(["4", ""]);
});

test("a function that answers 204 sends neither body nor length", async () => {
  const { ask } = await startWithFunction("return { statusCode: 204 };");
  const { status, headers } = await ask("/a");
  expect([status, headers["content-length"]]).toEqual([204, undefined]);
});

test("an upload that the function refuses is read to its end, so that the refusal arrives", async () => {
  const { ask } = await startWithFunction('return { statusCode: 413, body: "too large" };');
  const answer = await ask("/a", { method: "PUT", body: Buffer.alloc(5_000_000) });
  expect(answer).toMatchObject({ status: 413, body: "too large" });
});

test.each(['throw new Error("no");', "return 7;", "for (;;) {}"])("a function that does %s is a 503", async (body) => {
  const { ask, origin, reports } = await startWithFunction(body);
  const answer = await ask("/a");
  expect(answer).toMatchObject({ status: 503, cacheResult: "FunctionExecutionError" });
  expect([answer.headers["retry-after"], JSON.parse(answer.body).code]).toEqual(["1", "function-failed"]);
  expect([origin.calls, reports]).toEqual([[], [expect.any(Error)]]);
});

test("a function sees the request as CloudFront shows it", async () => {
  const event = await seenByFunction("/a%20b?w=%31&x&w=2", { Accept: "image/avif", Cookie: "one=1; two=a=b" });
  expect(event).toMatchObject({
    version: "1.0",
    context: { distributionId: "ELOCAL", eventType: "viewer-request" },
    viewer: { ip: "127.0.0.1" },
  });
  expect(event.request).toMatchObject({
    method: "GET",
    uri: "/a%20b",
    cookies: { one: { value: "1" }, two: { value: "a=b" } },
  });
  expect(event.request.querystring).toEqual({
    w: { value: "%31", multiValue: [{ value: "%31" }, { value: "2" }] },
    x: { value: "" },
  });
  expect(event.request.headers.accept).toEqual({ value: "image/avif" });
  expect(event.request.headers.cookie).toBeUndefined();
});

test("keys that every object has are query keys like others", async () => {
  const { request } = await seenByFunction("/a?__proto__=1&constructor=2");
  expect(Object.entries(request.querystring)).toEqual([
    ["__proto__", { value: "1" }],
    ["constructor", { value: "2" }],
  ]);
});

test("a target that is no path is a 400", async () => {
  const origin = await startOrigin((_request, response) => response.end());
  const { ask } = await startEdge({ origins: [origin] });
  expect((await ask("http://elsewhere.example/a")).status).toBe(400);
});

test("the edge counts what it answered itself and what each origin did", async () => {
  const clock = createClock();
  const origin = await startOrigin((request, response) => response.writeHead(request.url === "/no" ? 404 : 200).end());
  const { ask, counts } = await startEdge(
    { origins: [origin], cache: CACHED },
    { now: clock.now, errorSeconds: { 404: 60 } },
  );
  for (const path of ["/a", "/a", "/a", "/no", "/no"]) await ask(path);
  expect(counts).toEqual({ edgeHits: 2, originCalls: { origin: 2 }, originHits: { origin: 1 } });
});
