import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isAddress, startServer } from "../../../bench/servers/server-process.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "darkroom-server-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, code: string): Promise<string> {
  const path = join(folder, `${name}.mjs`);
  await writeFile(path, code);
  return path;
}

describe("a server in a process of its own", () => {
  test("says where it is and, when asked, what it has used, and sees only the variables it is given", async () => {
    const code = `process.on("message", () => process.send({ cpuSeconds: 1.5, peakBytes: 2e6 }));
      process.send({ url: "http://127.0.0.1:1/" + process.env.NAME + process.env.HOME });`;
    const server = await startServer(await file("good", code), isAddress, { environment: { NAME: "a" } });
    try {
      expect(server.greeting.url).toBe("http://127.0.0.1:1/aundefined");
      expect(await server.usage()).toEqual({ cpuSeconds: 1.5, peakBytes: 2e6 });
    } finally {
      await server.close();
    }
  });

  test("is refused when it says anything else first", async () => {
    const path = await file("odd", `process.send({ port: 1 }); setInterval(() => 0, 1000);`);
    await expect(startServer(path, isAddress)).rejects.toThrow('said {"port":1} first');
  });

  test("is given up when it ends without a word", async () => {
    await expect(startServer(await file("mute", "process.exit(3);"), isAddress)).rejects.toThrow("did not answer");
  });
});
