import { once } from "node:events";
import { get } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { type FunctionUrlOptions, type StreamHandler, startFunctionUrl } from "../../../dev/cloud/function-url.ts";

const { streamifyResponse, HttpResponseStream } = awslambda;

async function startTestUrl(handler: StreamHandler, options: Partial<FunctionUrlOptions> = {}) {
  const onError = () => undefined;
  const url = await startFunctionUrl({ handler: streamifyResponse(handler), timeoutSeconds: 5, onError, ...options });
  onTestFinished(() => url.close());
  return url;
}

/** A promise and the function that keeps it. */
function promise(): { kept: Promise<void>; keep: () => void } {
  let keep: () => void = () => undefined;
  const kept = new Promise<void>((resolve) => {
    keep = resolve;
  });
  return { kept, keep };
}

test("status, headers, cookies and bytes of a streamed answer reach the client", async () => {
  const { url } = await startTestUrl(async (event, stream) => {
    const headers = { "content-type": "image/webp", "x-path": event.rawPath };
    const answer = HttpResponseStream.from(stream, { statusCode: 201, headers, cookies: ["a=1", "b=2"] });
    answer.write(Buffer.from([0, 1, 255]));
    answer.end();
  });
  const response = await fetch(`${url}/images/x.webp`);
  expect(response.status).toBe(201);
  expect(response.headers.get("content-type")).toBe("image/webp");
  expect(response.headers.get("x-path")).toBe("/images/x.webp");
  expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from([0, 1, 255]));
});

test("megabytes that are piped in arrive whole", async () => {
  const megabytes = Array.from({ length: 20 }, (_, index) => Buffer.alloc(1_048_576, index));
  const { url } = await startTestUrl((_, stream) => pipeline(Readable.from(megabytes), stream));
  const body = Buffer.from(await (await fetch(url)).arrayBuffer());
  expect(body.equals(Buffer.concat(megabytes))).toBe(true);
});

test("the first bytes arrive while the handler still writes", async () => {
  const more = promise();
  const { url } = await startTestUrl(async (_, stream) => {
    stream.write("first");
    await more.kept;
    stream.write(", last");
    stream.end();
  });
  const response = await fetch(url);
  const reader = response.body!.getReader();
  expect(Buffer.from((await reader.read()).value!).toString()).toBe("first");
  more.keep();
  expect(Buffer.from((await reader.read()).value!).toString()).toBe(", last");
});

test("an answer without a body keeps its status when it is written as an empty text", async () => {
  const { url } = await startTestUrl(async (_, stream) => {
    const answer = HttpResponseStream.from(stream, { statusCode: 304, headers: { etag: '"a"' } });
    answer.write("");
    answer.end();
  });
  const response = await fetch(url);
  expect(response.status).toBe(304);
  expect(response.headers.get("etag")).toBe('"a"');
});

test("an answer that is ended without being written loses its status, as in Lambda", async () => {
  const { url } = await startTestUrl(async (_, stream) => {
    HttpResponseStream.from(stream, { statusCode: 404, headers: { "x-lost": "1" } }).end();
  });
  const response = await fetch(url);
  expect(response.status).toBe(200);
  expect(response.headers.get("x-lost")).toBeNull();
  expect(response.headers.get("content-type")).toBe("application/octet-stream");
});

test("an answer that only ends with bytes is a 502, as in Lambda", async () => {
  const { url } = await startTestUrl(async (_, stream) => {
    HttpResponseStream.from(stream, { statusCode: 404 }).end("Not found");
  });
  expect((await fetch(url)).status).toBe(502);
});

test.each<[string, StreamHandler, number]>([
  ["throws", async () => Promise.reject(new Error("secret")), 502],
  [
    "throws before its promise",
    () => {
      throw new Error("secret");
    },
    502,
  ],
  ["takes too long", () => new Promise<void>(() => undefined), 504],
  ["never ends its answer", async () => undefined, 504],
  [
    "writes malformed headers",
    async (_, stream) => void HttpResponseStream.from(stream, { headers: { x: "\n" } }).write(""),
    502,
  ],
])("a function that %s is answered for by its URL", async (_, handler, status) => {
  const { url } = await startTestUrl(handler, { timeoutSeconds: 0.1 });
  const response = await fetch(url);
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({ Message: "Internal Server Error" });
});

test.each<[string, () => Promise<void>]>([
  ["throws", async () => Promise.reject(new Error("secret"))],
  ["takes too long", () => new Promise(() => undefined)],
])("an answer whose function %s in the middle is cut off, never passed for whole", async (_, breakDown) => {
  const begun = promise();
  const handler: StreamHandler = async (_event, stream) => {
    stream.write("half of it");
    await begun.kept;
    await breakDown();
  };
  const { url } = await startTestUrl(handler, { timeoutSeconds: 0.2 });
  const response = await fetch(url);
  expect(response.status).toBe(200);
  begun.keep();
  await expect(response.text()).rejects.toThrow();
});

test("one invocation too many is refused, and one that goes on after its answer counts", async () => {
  const stored = promise();
  const handler: StreamHandler = async (_, stream) => {
    stream.write("answer");
    stream.end();
    await stored.kept;
  };
  const { url } = await startTestUrl(handler, { concurrency: 1 });
  expect(await (await fetch(url)).text()).toBe("answer");
  const refused = await fetch(url);
  expect(refused.status).toBe(429);
  expect(await refused.json()).toEqual({ Message: "Rate Exceeded." });

  stored.keep();
  await stored.kept;
  expect((await fetch(url)).status).toBe(200);
});

test("closing waits for an invocation that goes on after its answer", async () => {
  let isStored = false;
  const handler: StreamHandler = async (_, stream) => {
    stream.write("answer");
    stream.end();
    await sleep(50);
    isStored = true;
  };
  const url = await startFunctionUrl({ handler: streamifyResponse(handler), timeoutSeconds: 5 });
  await (await fetch(url.url)).text();
  await url.close();
  expect(isStored).toBe(true);
});

test("a client that hangs up does not stop the function", async () => {
  const left = promise();
  const finished = promise();
  const handler: StreamHandler = async (_, stream) => {
    stream.write("first");
    await left.kept;
    // More than any buffer between here and the client would take.
    await pipeline(Readable.from(Array.from({ length: 8 }, () => Buffer.alloc(1_048_576))), stream);
    finished.keep();
  };
  const { url } = await startTestUrl(handler);
  const request = get(url);
  const [response] = await once(request, "response");
  await once(response, "data");
  request.destroy();
  left.keep();
  await finished.kept;
});

test("a body over Lambda's limit is refused", async () => {
  const { url } = await startTestUrl(async (_, stream) => void stream.end());
  const headers = { "content-type": "image/jpeg" };
  const response = await fetch(url, { method: "POST", headers, body: Buffer.alloc(4_718_592) });
  expect(response.status).toBe(413);
});

test("a buffered handler is refused at the start: its URL would never answer", async () => {
  const handler: StreamHandler = async () => undefined;
  await expect(startFunctionUrl({ handler, timeoutSeconds: 1 })).rejects.toThrow(TypeError);
});
