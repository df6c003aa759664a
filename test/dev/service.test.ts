import { once } from "node:events";
import { rm, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import type { FinishedRequest } from "../../dev/front.ts";
import { issueToken } from "../../dev/issuer.ts";
import { startService } from "../../dev/service.ts";
import { type Client, problemOf, startClient } from "../contract/service.ts";
import { quadrants } from "../pictures/quadrants.ts";
import { temporaryFolder } from "./cloud/temporary-folder.ts";

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address !== null ? address.port : 0;
}

describe("the local service", () => {
  test("leaves nothing open when a part of it cannot start", async () => {
    const listening = () => process.getActiveResourcesInfo().filter((kind) => kind === "TCPServerWrap").length;
    const options = { port: await freePort(), dataDir: await temporaryFolder() };
    const before = listening();
    await expect(startService({ ...options, environment: { TOKEN_ISSUER: "" } })).rejects.toThrow("TOKEN_ISSUER");
    await expect.poll(listening).toBe(before);
    const second = await startService(options);
    await second.close();
  });

  test("reports a request as aborted when whoever asked left before the answer", async () => {
    const requests: FinishedRequest[] = [];
    const onRequest = (request: FinishedRequest) => requests.push(request);
    const service = await startService({ port: 0, dataDir: await temporaryFolder(), onRequest });
    const token = await issueToken(service.issuer, "you", "you@example.com");
    const { hostname, port } = new URL(service.url);
    const socket = connect(Number(port), hostname);
    const head = `PUT /upload HTTP/1.1\r\nhost: ${hostname}:${port}\r\nauthorization: Bearer ${token}\r\n`;
    socket.write(`${head}content-type: image/jpeg\r\ncontent-length: 1000\r\n\r\nonly this`);
    await once(socket, "connect");
    socket.end();
    await expect.poll(() => requests.map(({ status }) => status)).toEqual(["aborted"]);
    await service.close();
  });

  test("answers a failure of a local door with a problem that nobody keeps", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const dataDir = await temporaryFolder();
    const service = await startService({ port: 0, dataDir });
    await rm(join(dataDir, "mails"), { recursive: true, force: true });
    await writeFile(join(dataDir, "mails"), "no folder");
    const response = await fetch(`${service.url}/inbox`);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await problemOf(response)).toEqual({ status: 500, code: "internal-error" });
    expect(log).toHaveBeenCalledOnce();
    log.mockRestore();
    await service.close();
  });
});

describe("a page", () => {
  const open = async (host: string): Promise<{ client: Client; origin: string }> => {
    const client = await startClient({ ALLOWED_ORIGINS: "https://shop.example" });
    return { client, origin: host.replace("PORT", new URL(client.url).port) };
  };

  test.each(["http://127.0.0.1:PORT", "http://localhost:PORT", "https://shop.example"])(
    "of %s may upload, and read what it is answered",
    async (host) => {
      const { client, origin } = await open(host);
      const preflight = await client.ask("/upload", {
        method: "OPTIONS",
        as: null,
        headers: {
          origin,
          "access-control-request-method": "PUT",
          "access-control-request-headers": "authorization,content-type",
        },
      });
      expect(preflight.status).toBe(204);
      expect(preflight.headers.get("access-control-allow-origin")).toBe(origin);
      expect(preflight.headers.get("access-control-allow-methods")).toContain("PUT");
      expect(preflight.headers.get("access-control-allow-headers")).toContain("authorization");

      const headers = { origin, "content-type": "image/png" };
      const body = new Uint8Array(await quadrants(64, 48).png().toBuffer());
      const uploaded = await client.ask("/upload", { method: "PUT", headers, body });
      expect(uploaded.headers.get("access-control-allow-origin")).toBe(origin);
      expect(uploaded.headers.get("access-control-expose-headers")).toContain("Location");

      const unknown = { ...headers, authorization: "Bearer nobody" };
      const refused = await client.ask("/upload", { method: "PUT", headers: unknown, body });
      expect(refused.headers.get("access-control-allow-origin")).toBe(origin);
      expect(await problemOf(refused)).toEqual({ status: 401, code: "token-invalid" });
      await client.close();
    },
  );

  test("of somebody else is told nothing that its browser would let it read", async () => {
    const { client } = await open("");
    const answer = await client.ask("/health", { headers: { origin: "https://evil.example" } });
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
    await client.close();
  });
});
