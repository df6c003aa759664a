import { once } from "node:events";
import { type ClientRequest, request as httpRequest, type IncomingMessage } from "node:http";
import { buffer, text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { CACHED, createGate, startEdge, startOrigin } from "./edge-and-origin.ts";

const ALL_METHODS = { allowedMethods: ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"] };

type OriginAnswer = Parameters<typeof startOrigin>[0];

async function startRelay(answer: OriginAnswer, behavior: { readonly timeoutSeconds?: number } = {}) {
  const origin = { ...(await startOrigin(answer)), ...behavior };
  return { origin, ...(await startEdge({ origins: [origin], ...ALL_METHODS })) };
}

/** A request whose body is still to be written. */
function begin(url: string, method: string, headers: Record<string, string | number> = {}): ClientRequest {
  const { hostname, port } = new URL(url);
  return httpRequest({ hostname, port, method, path: "/a", headers, agent: false });
}

async function answerOf(outgoing: ClientRequest): Promise<IncomingMessage> {
  const [answer] = await once(outgoing, "response");
  // The test may end, and the edge with it, while the body is still being sent.
  outgoing.on("error", () => {});
  return answer;
}

test.each(ALL_METHODS.allowedMethods)("%s reaches the origin with path and query as they came", async (method) => {
  const { ask, origin } = await startRelay((_request, response) => response.end());
  await ask("/images/%7Ea//b?q=1&q=%20", { method });
  expect(origin.calls[0]).toMatchObject({ method, url: "/images/%7Ea//b?q=1&q=%20" });
});

test("every header but those of the connection is passed on, with the viewer's address", async () => {
  const { ask, origin, url } = await startRelay((_request, response) => response.end());
  const hopByHop = { connection: "close, x-hop", "x-hop": "1", te: "trailers", host: "images.example" };
  const headers = { authorization: "Bearer x", cookie: "a=1", "x-forwarded-for": "192.0.2.1", ...hopByHop };
  const answer = await ask("/a", { headers });
  const seen = origin.calls[0]?.headers;
  expect(seen).toMatchObject({ authorization: "Bearer x", cookie: "a=1", "x-forwarded-for": "192.0.2.1, 127.0.0.1" });
  expect(seen?.["x-amz-cf-id"]).toBe(answer.headers["x-amz-cf-id"]);
  expect([seen?.["x-hop"], seen?.te]).toEqual([undefined, undefined]);
  expect([seen?.host, new URL(url).host]).not.toContain("images.example");
});

test("a body reaches the origin byte for byte", async () => {
  const body = Buffer.alloc(300_000, "0123456789");
  const { ask } = await startRelay(async (request, response) => {
    response.end(String((await buffer(request)).equals(body)));
  });
  expect((await ask("/a", { method: "PUT", body })).body).toBe("true");
});

test("a body of unknown length reaches the origin, also with DELETE", async () => {
  const { url } = await startRelay(async (request, response) => response.end(await text(request)));
  const outgoing = begin(url, "DELETE", { "transfer-encoding": "chunked" });
  outgoing.write("one ");
  outgoing.end("two");
  expect(await text(await answerOf(outgoing))).toBe("one two");
});

test("a body reaches the origin before it has ended", async () => {
  const firstPiece = createGate();
  const { url } = await startRelay(async (request, response) => {
    request.once("data", firstPiece.open);
    response.end(await text(request));
  });
  const outgoing = begin(url, "POST");
  outgoing.write("first ");
  await firstPiece.opened;
  outgoing.end("last");
  expect(await text(await answerOf(outgoing))).toBe("first last");
});

test("an answer reaches the viewer before it has ended, and its head before its body", async () => {
  const [headSeen, firstSeen] = [createGate(), createGate()];
  const { url } = await startRelay(async (_request, response) => {
    response.flushHeaders();
    await headSeen.opened;
    response.write("first ");
    await firstSeen.opened;
    response.end("last");
  });
  const answer = await answerOf(begin(url, "GET").end());
  headSeen.open();
  await once(answer, "readable");
  expect(String(answer.read())).toBe("first ");
  firstSeen.open();
  expect(await text(answer)).toBe("last");
});

test("an answer is passed on with its status and end-to-end headers", async () => {
  const { ask } = await startRelay((_request, response) => {
    const headers = {
      location: "/images/a",
      "set-cookie": ["a=1", "b=2"],
      connection: "keep-alive, x-hop",
      "x-hop": "1",
    };
    response.writeHead(201, headers).end("made");
  });
  const { status, headers, body, cacheResult } = await ask("/a", { method: "POST", body: "x" });
  expect({ status, body, cacheResult }).toEqual({ status: 201, body: "made", cacheResult: "Miss" });
  expect(headers).toMatchObject({ location: "/images/a", "set-cookie": ["a=1", "b=2"] });
  expect(headers["x-hop"]).toBeUndefined();
});

test("an error of the origin is passed on and named one", async () => {
  const { ask } = await startRelay((_request, response) => response.writeHead(422).end("no"));
  expect(await ask("/a", { method: "POST" })).toMatchObject({ status: 422, body: "no", cacheResult: "Error" });
});

test("nothing is kept of a path that is not cached", async () => {
  const { ask, origin } = await startRelay((_request, response) =>
    response.writeHead(200, { "cache-control": "max-age=60" }).end(),
  );
  for (let count = 0; count < 2; count += 1) expect((await ask("/a")).cacheResult).toBe("Miss");
  expect(origin.calls).toHaveLength(2);
});

test("an answer that comes before the end of the body reaches the viewer, and the connection is closed", async () => {
  const { url } = await startRelay((_request, response) => response.writeHead(413).end("too large"));
  const outgoing = begin(url, "PUT", { "content-length": 20_000_000, connection: "keep-alive" });
  outgoing.write(Buffer.alloc(10_000_000));
  const [answer] = await once(outgoing, "response");
  expect([answer.statusCode, answer.headers.connection]).toEqual([413, "close"]);
  // Sent to its end without an error: closing in its midst would reset the connection.
  outgoing.end(Buffer.alloc(10_000_000));
  const [body] = await Promise.all([text(answer), once(outgoing, "close")]);
  expect([body, outgoing.writableFinished]).toEqual(["too large", true]);
});

test("a viewer who leaves ends the origin's request", async () => {
  const originLost = createGate();
  const { url } = await startRelay((_request, response) => {
    response.once("close", originLost.open);
    response.write("first");
  });
  const outgoing = begin(url, "GET").end();
  const answer = await answerOf(outgoing);
  await once(answer, "data");
  outgoing.destroy();
  await originLost.opened;
});

test("a viewer who leaves while sending ends the origin's request", async () => {
  const [sending, originLost] = [createGate(), createGate()];
  const { url } = await startRelay((request, response) => {
    response.once("close", originLost.open);
    request.once("data", sending.open);
  });
  const outgoing = begin(url, "PUT", { "content-length": 100 });
  outgoing.on("error", () => {});
  outgoing.write("x");
  await sending.opened;
  outgoing.destroy();
  await originLost.opened;
});

test("an answer that the origin cuts short is cut short for the viewer", async () => {
  const { ask } = await startRelay((_request, response) => {
    response.writeHead(200).write("first", () => response.destroy());
  });
  await expect(ask("/a")).rejects.toThrow();
});

test("an answer that stops in its midst is cut", async () => {
  const { ask } = await startRelay((_request, response) => response.write("first"), { timeoutSeconds: 0.05 });
  await expect(ask("/a")).rejects.toThrow();
});

test("an origin that does not take a body is given up", async () => {
  const { url } = await startRelay((request) => request.pause(), { timeoutSeconds: 0.1 });
  const outgoing = begin(url, "PUT", { "content-length": 50_000_000 });
  outgoing.write(Buffer.alloc(40_000_000));
  const answer = await answerOf(outgoing);
  outgoing.end(Buffer.alloc(10_000_000));
  expect([answer.statusCode, JSON.parse(await text(answer)).code]).toEqual([504, "origin-timeout"]);
});

test("a viewer may take its time to send, the origin's limit notwithstanding", async () => {
  const { url } = await startRelay(async (request, response) => response.end(await text(request)), {
    timeoutSeconds: 0.05,
  });
  const outgoing = begin(url, "PUT");
  outgoing.write("slow ");
  setTimeout(() => outgoing.end("viewer"), 150);
  expect(await text(await answerOf(outgoing))).toBe("slow viewer");
});

test("a method that is not cached passes a caching behavior without the viewer's headers", async () => {
  const origin = await startOrigin((_request, response) => response.end("asked"));
  const edge = await startEdge({ origins: [origin], cache: CACHED });
  expect(await edge.ask("/a", { method: "OPTIONS", headers: { cookie: "a=1" } })).toMatchObject({ body: "asked" });
  expect(origin.calls[0]?.method).toBe("OPTIONS");
  expect(origin.calls[0]?.headers.cookie).toBeUndefined();
});
