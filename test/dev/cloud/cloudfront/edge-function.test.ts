import { expect, test } from "vitest";
import type { ViewerRequestEvent } from "../../../../dev/cloud/cloudfront/edge-event.ts";
import { loadEdgeFunction } from "../../../../dev/cloud/cloudfront/edge-function.ts";

function eventFor(uri: string, rawQuery?: string): ViewerRequestEvent {
  const context = { distributionDomainName: "localhost", distributionId: "E", requestId: "r" };
  const request = { method: "GET", uri, querystring: {}, headers: {}, cookies: {}, rawQueryString: () => rawQuery };
  return {
    version: "1.0",
    context: { ...context, eventType: "viewer-request" },
    viewer: { ip: "127.0.0.1" },
    request,
  };
}

async function keyValueStore(key: string): Promise<string> {
  if (key === "secret") return "hush";
  if (key === "settings") return '{"depth":3}';
  throw new Error("KeyNotFound");
}

/** What an expression is worth inside a function, as text. */
async function valueInside(expression: string, before = "", event = eventFor("/")): Promise<unknown> {
  const code = `import cf from"cloudfront";${before}
    async function handler(event) { const value = ${expression}; return { statusCode: 200, body: String(value) }; }`;
  const answer = await loadEdgeFunction(code, keyValueStore).run(event);
  return "body" in answer ? answer.body : undefined;
}

test("a request that comes back has the function's path", async () => {
  const code = 'function handler(event) { event.request.uri = "/changed"; return event.request; }';
  const answer = await loadEdgeFunction(code, keyValueStore).run(eventFor("/asked"));
  expect(answer).toMatchObject({ uri: "/changed", method: "GET" });
});

test("the store gives what it has", async () => {
  expect(await valueInside('await cf.kvs().get("secret")')).toBe("hush");
});

test("the store reads JSON when asked to", async () => {
  expect(await valueInside('(await cf.kvs().get("settings", { format: "json" })).depth')).toBe("3");
});

test("the store knows what it has", async () => {
  const expression = '[await cf.kvs().exists("secret"), await cf.kvs().exists("other")]';
  expect(await valueInside(expression)).toBe("true,false");
});

test("the store throws for a key that it does not have", async () => {
  const before =
    'async function look() { try { return await cf.kvs().get("other"); } catch (error) { return error; } }';
  expect(await valueInside("await look()", before)).toMatch(/KeyNotFound/);
});

test("a function may make a MAC", async () => {
  // RFC 4231 §4.3
  const expression =
    'require("crypto").createHmac("sha256", "Jefe").update("what do ya want for nothing?").digest("hex")';
  expect(await valueInside(expression)).toBe("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
});

test.each([
  ["w=640&h=", "w=640&h="],
  ["", ""],
  [undefined, "undefined"],
])("the raw query %j is handed over as it came", async (rawQuery, seen) => {
  expect(await valueInside("event.request.rawQueryString()", "", eventFor("/", rawQuery))).toBe(seen);
});

test("nothing is remembered between two events", async () => {
  const code = "let calls = 0; function handler() { calls += 1; return { statusCode: 200, body: String(calls) }; }";
  const edgeFunction = loadEdgeFunction(code, keyValueStore);
  await edgeFunction.run(eventFor("/"));
  expect(await edgeFunction.run(eventFor("/"))).toMatchObject({ body: "1" });
});

test("events that wait for the store at the same time do not mix", async () => {
  const code = `import cf from"cloudfront";async function handler(event) {
    const value = await cf.kvs().get(event.request.uri); return { statusCode: 200, body: value }; }`;
  const edgeFunction = loadEdgeFunction(code, async (key) => key.toUpperCase());
  const answers = await Promise.all(["/a", "/b", "/c"].map((uri) => edgeFunction.run(eventFor(uri))));
  expect(answers.map((answer) => ("body" in answer ? answer.body : ""))).toEqual(["/A", "/B", "/C"]);
});

test.each([
  ...["Map", "Set", "WeakMap", "Proxy", "Reflect", "Intl", "BigInt", "Array.from", "Object.fromEntries"],
  ...['"a".matchAll', '"a".at', "[].flat", "[].at", "setTimeout", "fetch", "process", "URL"],
])("%s does not exist, as in CloudFront", async (name) => {
  const root = name.split(".")[0]!;
  const expression = /^\w+$/.test(root) ? `typeof ${root} === "undefined" ? undefined : ${name}` : name;
  expect(await valueInside(expression)).toBe("undefined");
});

test("a module that CloudFront does not have cannot be required", async () => {
  await expect(valueInside('require("fs")')).rejects.toThrow();
});

test("code cannot be made from text", async () => {
  await expect(valueInside('eval("1")')).rejects.toThrow();
});

test("an undeclared variable is an error", async () => {
  await expect(valueInside("(undeclared = 1)")).rejects.toThrow();
});

test.each([
  ["throws", 'function handler() { throw new Error("no"); }'],
  ["throws in its global code", 'throw new Error("no"); function handler() {}'],
  ["throws later", 'async function handler() { await null; throw new Error("no"); }'],
  ["answers nothing", "function handler() {}"],
  ["answers neither a request nor a response", "function handler() { return { uri: 7 }; }"],
  ["never ends", "function handler() { for (;;) {} }"],
])("a function that %s fails", async (_does, code) => {
  await expect(loadEdgeFunction(code, keyValueStore).run(eventFor("/"))).rejects.toThrow(
    /CloudFront Function|function/,
  );
});

test("a function that never ends after an await fails, and still answers the next event", async () => {
  const code = `async function handler(event) { await null; while (event.request.uri === "/loop") {} return event.request; }`;
  const edgeFunction = loadEdgeFunction(code, keyValueStore);
  await expect(edgeFunction.run(eventFor("/loop"))).rejects.toThrow();
  expect(await edgeFunction.run(eventFor("/fine"))).toMatchObject({ uri: "/fine" });
});

test("code that cannot be parsed is refused when it is loaded", () => {
  expect(() => loadEdgeFunction("function handler( {", keyValueStore)).toThrow(SyntaxError);
});
