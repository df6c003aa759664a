import { once } from "node:events";
import { request } from "node:http";
import { connect } from "node:net";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { expect, onTestFinished, test } from "vitest";
import { type HttpApiHandler, startHttpApi } from "../../../dev/cloud/http-api.ts";

async function startTestApi(handler: HttpApiHandler, timeoutSeconds = 5) {
  const api = await startHttpApi({ handler, timeoutSeconds, onError: () => undefined });
  onTestFinished(() => api.close());
  return api;
}

/** An API that remembers the events it was called with. */
async function startRecorder() {
  const events: APIGatewayProxyEventV2[] = [];
  const api = await startTestApi(async (event) => {
    events.push(event);
    return { statusCode: 200 };
  });
  return { url: api.url, events };
}

test("path, query and headers reach the handler as the client wrote them", async () => {
  const { url, events } = await startRecorder();
  await fetch(`${url}/images/a%20b?w=1&w=2&x=%2C+y`, { headers: { "X-One": "1" } });
  expect(events[0]).toMatchObject({
    version: "2.0",
    rawPath: "/images/a%20b",
    rawQueryString: "w=1&w=2&x=%2C+y",
    queryStringParameters: { w: "1,2", x: ", y" },
    headers: { "x-one": "1", "x-forwarded-proto": "https" },
    requestContext: { http: { method: "GET", path: "/images/a%20b" } },
    isBase64Encoded: false,
  });
  expect(events[0]).not.toHaveProperty("body");
  expect(events[0]?.requestContext.time).toMatch(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/);
});

test("a repeated header is joined with commas, and cookies have a list of their own", async () => {
  const { url, events } = await startRecorder();
  const headers = { "X-Tag": ["a", "b"], cookie: "one=1; two=2" };
  const sent = request(url, { headers, agent: false });
  sent.end();
  await once(sent, "response");
  expect(events[0]?.headers["x-tag"]).toBe("a,b");
  expect(events[0]?.headers.cookie).toBeUndefined();
  expect(events[0]?.cookies).toEqual(["one=1", "two=2"]);
});

test.each([
  ["application/json", false],
  ["application/problem+json; charset=utf-8", false],
  ["text/plain", false],
  ["application/x-www-form-urlencoded", true],
  ["multipart/form-data; boundary=x", true],
  ["image/svg+xml", true],
  ["image/jpeg", true],
])("a body of type %s arrives in base64: %s", async (type, isBase64Encoded) => {
  const { url, events } = await startRecorder();
  await fetch(url, { method: "POST", headers: { "content-type": type }, body: "ä" });
  const body = isBase64Encoded ? Buffer.from("ä").toString("base64") : "ä";
  expect(events[0]).toMatchObject({ isBase64Encoded, body });
});

test("status, headers, cookies and binary bodies of the result reach the client", async () => {
  const api = await startTestApi(async () => ({
    statusCode: 201,
    headers: { "Content-Type": "image/png", "x-number": 5 },
    cookies: ["a=1", "b=2"],
    body: Buffer.from([0, 255]).toString("base64"),
    isBase64Encoded: true,
  }));
  const response = await fetch(api.url);
  expect(response.status).toBe(201);
  expect(response.headers.get("content-type")).toBe("image/png");
  expect(response.headers.get("x-number")).toBe("5");
  expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from([0, 255]));
});

test("the context counts down and names the request", async () => {
  const api = await startTestApi(async (_, context) => ({
    statusCode: 200,
    body: JSON.stringify([context.awsRequestId, context.getRemainingTimeInMillis()]),
  }));
  const [id, remaining] = (await (await fetch(api.url)).json()) as [string, number];
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  expect(remaining).toBeGreaterThan(0);
  expect(remaining).toBeLessThanOrEqual(5000);
});

test.each<[string, HttpApiHandler, number, string]>([
  ["throws", async () => Promise.reject(new Error("secret")), 500, "Internal Server Error"],
  ["takes too long", () => new Promise(() => undefined), 500, "Internal Server Error"],
  [
    "answers more than 6 MB",
    async () => ({ statusCode: 200, body: "x".repeat(6_291_557) }),
    500,
    "Internal Server Error",
  ],
  ["answers a malformed header", async () => ({ statusCode: 200, headers: { x: "\n" } }), 500, "Internal Server Error"],
  ["answers a malformed status", async () => ({ statusCode: 5 }), 500, "Internal Server Error"],
])("a handler that %s is answered for by the gateway", async (_, handler, status, message) => {
  const api = await startTestApi(handler, 0.1);
  const response = await fetch(api.url);
  expect(response.status).toBe(status);
  expect(response.headers.get("content-type")).toBe("application/json");
  expect(await response.json()).toEqual({ message });
});

test.each([
  ["text", "text/plain", 6_280_000, 200],
  ["text", "text/plain", 6_291_456, 413],
  ["binary", "image/jpeg", 4_500_000, 200],
  ["binary", "image/jpeg", 4_718_592, 413],
  ["binary", "image/jpeg", 10_485_761, 413],
])("a %s body (%s) of %i bytes is answered %i", async (_, type, sizeBytes, status) => {
  const { url, events } = await startRecorder();
  const response = await fetch(url, {
    method: "PUT",
    headers: { "content-type": type },
    body: Buffer.alloc(sizeBytes, "x"),
  });
  expect(response.status).toBe(status);
  if (status === 413) expect(await response.json()).toEqual({ message: "Request Entity Too Large" });
  expect(events).toHaveLength(status === 200 ? 1 : 0);
});

test("a body that is announced too long is refused before it is sent", async () => {
  const { url } = await startRecorder();
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  socket.write("PUT / HTTP/1.1\r\nHost: local\r\nContent-Length: 999999999\r\n\r\n");
  const [answer] = await once(socket, "data");
  expect(String(answer)).toMatch(/^HTTP\/1.1 413 /);
});

test("a body of unknown length that grows too long is refused, and the client reads the refusal", async () => {
  const { url } = await startRecorder();
  const body = new ReadableStream({
    start(controller) {
      for (let megabyte = 0; megabyte < 12; megabyte += 1) controller.enqueue(Buffer.alloc(1_048_576));
      controller.close();
    },
  });
  const response = await fetch(url, { method: "PUT", body, duplex: "half" } as RequestInit);
  expect(response.status).toBe(413);
});

test("closing ends a connection that is kept alive", async () => {
  const api = await startHttpApi({ handler: async () => ({ statusCode: 200 }), timeoutSeconds: 5 });
  const socket = connect(Number(new URL(api.url).port), "127.0.0.1");
  socket.write("GET / HTTP/1.1\r\nHost: local\r\n\r\n");
  await once(socket, "data");
  const ended = once(socket, "close");
  await api.close();
  await ended;
});
