import { expect, test } from "vitest";
import { CACHED, startEdge, startOrigin } from "./edge-and-origin.ts";

const HEADERS = {
  etag: '"one"',
  "last-modified": "Thu, 01 Jan 2026 00:00:00 GMT",
  "content-type": "image/webp",
  "cache-control": "max-age=60",
};

async function startPicture(headers: Record<string, string> = HEADERS, status = 200) {
  const origin = await startOrigin((_request, response) => response.writeHead(status, headers).end("0123456789"));
  return startEdge({ origins: [origin], cache: CACHED });
}

test.each([
  [{ "if-none-match": '"one"' }, 304],
  [{ "if-none-match": 'W/"one"' }, 304],
  [{ "if-none-match": '"two", "one"' }, 304],
  [{ "if-none-match": "*" }, 304],
  [{ "if-none-match": '"two"' }, 200],
  [{ "if-none-match": '"two"', "if-modified-since": "Thu, 01 Jan 2026 00:00:00 GMT" }, 200],
  [{ "if-modified-since": "Thu, 01 Jan 2026 00:00:00 GMT" }, 304],
  [{ "if-modified-since": "Wed, 31 Dec 2025 23:59:59 GMT" }, 200],
  [{ "if-modified-since": "yesterday" }, 200],
  [{ "if-none-match": '"one"', range: "bytes=0-1" }, 304],
])("%j is answered with %i", async (headers, status) => {
  const { ask } = await startPicture();
  expect((await ask("/a", { headers })).status).toBe(status);
});

test("not modified says how long that holds, and nothing about a body", async () => {
  const { ask } = await startPicture();
  const { headers, body } = await ask("/a", { headers: { "if-none-match": '"one"' } });
  expect(headers).toMatchObject({ etag: '"one"', "cache-control": "max-age=60" });
  expect([body, headers["content-type"], headers["content-length"]]).toEqual(["", undefined, undefined]);
});

test("a part is cut out of the stored whole", async () => {
  const { ask } = await startPicture();
  await ask("/a");
  const part = await ask("/a", { headers: { range: "bytes=2-4" } });
  expect(part).toMatchObject({ status: 206, body: "234", cacheResult: "Hit" });
  expect(part.headers).toMatchObject({ "content-range": "bytes 2-4/10", "content-length": "3", etag: '"one"' });
});

test("a part that is asked for first brings the whole", async () => {
  const { ask } = await startPicture();
  await ask("/a", { headers: { range: "bytes=2-4" } });
  expect(await ask("/a")).toMatchObject({ status: 200, body: "0123456789", cacheResult: "Hit" });
});

test("a part beyond the end is refused and tells the size", async () => {
  const { ask } = await startPicture();
  const refused = await ask("/a", { headers: { range: "bytes=10-" } });
  expect([refused.status, refused.headers["content-range"]]).toEqual([416, "bytes */10"]);
  expect(refused.headers["cache-control"]).toBe("no-store");
});

test.each([
  ['"one"', 206],
  ['"two"', 200],
  ['W/"one"', 200],
  ["Thu, 01 Jan 2026 00:00:00 GMT", 206],
  ["Fri, 02 Jan 2026 00:00:00 GMT", 200],
])("a part on condition of %s is answered with %i", async (condition, status) => {
  const { ask } = await startPicture();
  expect((await ask("/a", { headers: { range: "bytes=0-1", "if-range": condition } })).status).toBe(status);
});

test("HEAD has no parts", async () => {
  const { ask } = await startPicture();
  const { status, headers } = await ask("/a", { method: "HEAD", headers: { range: "bytes=0-1" } });
  expect([status, headers["content-length"]]).toEqual([200, "10"]);
});

test("an error is sent whole, whatever the viewer has", async () => {
  const { ask } = await startPicture(HEADERS, 404);
  const { status, body } = await ask("/a", { headers: { "if-none-match": '"one"', range: "bytes=0-1" } });
  expect([status, body]).toEqual([404, "0123456789"]);
});
