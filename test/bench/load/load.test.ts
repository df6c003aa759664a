import { afterEach, describe, expect, test } from "vitest";
import { runLoad } from "../../../bench/load/load.ts";
import { type LoopbackServer, listen } from "../../../dev/cloud/loopback-server.ts";

const servers: LoopbackServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

/** Answers each path with itself, and notes who is there at once. */
async function echo(statusOf = (_path: string) => 200) {
  const seen = { paths: [] as string[], atOnce: 0, most: 0 };
  const server = await listen(async ({ url = "" }, response) => {
    seen.paths.push(url);
    seen.most = Math.max(seen.most, ++seen.atOnce);
    await new Promise(setImmediate);
    seen.atOnce--;
    response.writeHead(statusOf(url));
    response.end(url);
  });
  servers.push(server);
  return { seen, urls: (paths: readonly string[]) => paths.map((path) => `${server.url}${path}`) };
}

const PATHS = Array.from({ length: 12 }, (_, i) => `/${String(i).padStart(2, "0")}`);

describe("a load", () => {
  test("asks for everything once, with no more clients than there are to be", async () => {
    const { seen, urls } = await echo();
    const result = await runLoad(urls(PATHS), 3);
    expect(seen.paths.toSorted()).toEqual(PATHS);
    expect(seen.most).toBeLessThanOrEqual(3);
    expect(result.latencies).toHaveLength(12);
    expect(result.bytes).toBe(36);
  });

  test("is worth nothing when one answer is an error, and says which", async () => {
    const { urls } = await echo((path) => (path === "/07" ? 503 : 200));
    await expect(runLoad(urls(PATHS), 2)).rejects.toThrow("/07 was answered 503: /07");
  });
});
