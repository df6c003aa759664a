import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Client, problemOf, startClient } from "../contract/service.ts";

let client: Client;

beforeAll(async () => {
  client = await startClient();
});
afterAll(() => client.close());

/** Sends bytes as they are and reads until the service hangs up. */
async function raw(request: string): Promise<string> {
  const { hostname, port } = new URL(client.url);
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  socket.write(request);
  return text(socket);
}

describe("the front", () => {
  test("answers what is no HTTP with a problem", async () => {
    const answer = await raw("this is no HTTP\r\n\r\n");
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
    expect(answer).toContain("application/problem+json");
    expect(answer).toContain('"request-malformed"');
  });

  test("takes 32 KB of headers and no more", async () => {
    const headers = (bytes: number) => client.ask("/health", { as: null, headers: { "x-padding": "x".repeat(bytes) } });
    expect((await headers(20_000)).status).toBe(200);
    expect(await problemOf(await headers(40_000))).toEqual({ status: 431, code: "headers-too-large" });
  });

  test("takes 8,192 bytes of URL and no more", async () => {
    const path = (bytes: number) => client.ask(`/health?${"x".repeat(bytes - "/health?".length)}`, { as: null });
    expect((await path(8_192)).status).toBe(200);
    expect(await problemOf(await path(8_193))).toEqual({ status: 414, code: "url-too-long" });
  });

  test.each(["/inbox", "/inbox.json", "/_local/keys", "/_local/counts", "/", "/config.json"])(
    "opens %s to its own host and pages only",
    async (path) => {
      const { port } = new URL(client.url);
      const ask = (headers: string) => raw(`GET ${path} HTTP/1.1\r\n${headers}connection: close\r\n\r\n`);
      expect(await ask(`host: 127.0.0.1:${port}\r\n`)).toMatch(/^HTTP\/1.1 200 /);
      expect(await ask(`host: localhost:${port}\r\norigin: http://localhost:${port}\r\n`)).toMatch(/^HTTP\/1.1 200 /);
      expect(await ask(`host: evil.example:${port}\r\n`)).toMatch(/^HTTP\/1.1 404 /);
      expect(await ask(`host: 127.0.0.1:${port}\r\norigin: https://evil.example\r\n`)).toMatch(/^HTTP\/1.1 404 /);
    },
  );

  test("gives its own pages a token for the asking, and others none", async () => {
    const ask = (origin: string) => client.ask("/_local/token", { method: "POST", as: null, headers: { origin } });
    const { token } = (await (await ask(client.url)).json()) as { token: string };
    const user = await client.ask("/users/me", { as: null, headers: { authorization: `Bearer ${token}` } });
    expect(await user.json()).toMatchObject({ email: "you@example.com" });
    expect(await problemOf(await ask("https://evil.example"))).toEqual({ status: 404, code: "route-unknown" });
  });

  test("serves the playground and every file that it names", async () => {
    const page = await (await client.ask("/", { as: null })).text();
    const named = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((match) => match[1]!);
    expect(named.length).toBeGreaterThan(1);
    for (const path of named) expect((await client.ask(path, { as: null })).status).toBe(200);
    expect(await problemOf(await client.ask("/assets/none.js", { as: null }))).toMatchObject({ code: "route-unknown" });
  });
});
