import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { quadrants } from "../pictures/quadrants.ts";
import { temporaryFolder } from "./cloud/temporary-folder.ts";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

function run(entry: string, environment: Record<string, string>, args: readonly string[] = []) {
  const child = spawn(process.execPath, ["--import", "tsx", join("dev", entry), ...args], {
    cwd: PROJECT,
    env: { ...process.env, ...environment },
  });
  children.push(child);
  const output = { text: "" };
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes) => (output.text += bytes));
  return { child, output, ended: once(child, "close").then(([code]) => code as number | null) };
}

/** Starts the service as `npm start` does, and waits for its word. */
async function start(dataDir: string) {
  const service = run("start.ts", { PORT: "0", DATA_DIR: dataDir });
  await expect.poll(() => service.output.text, { timeout: 20_000 }).toMatch(/^ready http[\s\S]*^TOKEN=\S+\s/m);
  const url = /^ready (\S+)/m.exec(service.output.text)![1]!;
  return { ...service, url };
}

describe("npm start", () => {
  test("prints where it is and a token that works, ends at SIGINT, and finds its data again", async () => {
    const dataDir = await temporaryFolder();
    const first = await start(dataDir);
    const authorization = `Bearer ${/^TOKEN=(\S+)/m.exec(first.output.text)![1]}`;
    const body = new Uint8Array(await quadrants(64, 48).png().toBuffer());
    const headers = { authorization, "content-type": "image/png" };
    const uploaded = await fetch(`${first.url}/upload`, { method: "PUT", headers, body });
    const location = uploaded.headers.get("location")!;
    const mails = async () => (await (await fetch(`${first.url}/inbox.json`)).json()) as object[];
    await expect.poll(mails, { timeout: 15_000 }).toHaveLength(1);
    first.child.kill("SIGINT");
    expect(await first.ended).toBe(0);

    const second = await start(dataDir);
    const variant = await fetch(`${second.url}${location}/transformation?w=32`);
    expect(variant.status).toBe(200);
    const token = run("token.ts", { DATA_DIR: dataDir }, ["you"]);
    await token.ended;
    const listed = await fetch(`${second.url}/images`, {
      headers: { authorization: `Bearer ${token.output.text.trim()}` },
    });
    expect(((await listed.json()) as { images: { id: string }[] }).images.map(({ id }) => `/images/${id}`)).toEqual([
      location,
    ]);
    expect(second.output.text).toMatch(/^\d\d:\d\d:\d\d GET \/images\/\S+ 200 Miss /m);
  });

  test("what it acknowledged survives its sudden death, and is processed after it", async () => {
    const dataDir = await temporaryFolder();
    const first = await start(dataDir);
    const authorization = `Bearer ${/^TOKEN=(\S+)/m.exec(first.output.text)![1]}`;
    const body = new Uint8Array(await quadrants(900, 600).jpeg().toBuffer());
    const headers = { authorization, "content-type": "image/jpeg" };
    const uploaded = await fetch(`${first.url}/upload`, { method: "PUT", headers, body });
    first.child.kill("SIGKILL");
    await first.ended;

    const second = await start(dataDir);
    const image = () => fetch(`${second.url}${uploaded.headers.get("location")}`, { headers: { authorization } });
    const state = async () => ((await (await image()).json()) as { state: string }).state;
    await expect.poll(state, { timeout: 15_000 }).toBe("ready");
  });

  test("says in one sentence that the port is in use", async () => {
    const squatter = createServer().listen(0, "127.0.0.1");
    await once(squatter, "listening");
    const address = squatter.address();
    const port = typeof address === "object" && address !== null ? `${address.port}` : "";
    const { ended, output } = run("start.ts", { PORT: port, DATA_DIR: await temporaryFolder() });
    expect(await ended).toBe(1);
    squatter.close();
    expect(output.text.trim()).toBe(`Port ${port} is in use; stop what listens there, or set PORT to another.`);
  });

  test("says in one sentence that its folder cannot be written", async () => {
    const file = join(await temporaryFolder(), "file");
    await writeFile(file, "");
    const { ended, output } = run("start.ts", { PORT: "0", DATA_DIR: join(file, "data") });
    expect(await ended).toBe(1);
    expect(output.text.trim()).toBe(
      `The folder ${join(file, "data")} cannot be written; set DATA_DIR to one that can.`,
    );
  });

  test("says in one sentence that its folder cannot be made, even where a file system knows no folders", async () => {
    const { ended, output } = run("start.ts", { PORT: "0", DATA_DIR: "/proc/darkroom/data" });
    expect(await ended).toBe(1);
    expect(output.text.trim()).toBe("The folder /proc/darkroom/data cannot be written; set DATA_DIR to one that can.");
  });

  test("says in one sentence which setting is no number", async () => {
    const dataDir = await temporaryFolder();
    const { ended, output } = run("start.ts", { PORT: "0", DATA_DIR: dataDir, TRANSFORMS_PER_MINUTE: "ten" });
    expect(await ended).toBe(1);
    expect(output.text.trim()).toBe("TRANSFORMS_PER_MINUTE must be a whole number over 0, not ten.");
  });

  test("says in one sentence that another one uses its folder", async () => {
    const dataDir = await temporaryFolder();
    const first = await start(dataDir);
    const { ended, output } = run("start.ts", { PORT: "0", DATA_DIR: dataDir });
    expect(await ended).toBe(1);
    expect(output.text.trim()).toBe(`The folder ${dataDir} is in use by another Darkroom; stop it or set DATA_DIR.`);
    first.child.kill("SIGINT");
    expect(await first.ended).toBe(0);
  });
});

describe("npm run token", () => {
  test("prints a token alone, with a subject, a verified address and twelve hours", async () => {
    const { ended, output } = run("token.ts", { DATA_DIR: await temporaryFolder() }, ["ann", "--email", "a@b.example"]);
    expect(await ended).toBe(0);
    const claims = JSON.parse(Buffer.from(output.text.trim().split(".")[1]!, "base64url").toString());
    expect(claims).toMatchObject({ sub: "ann", email: "a@b.example", email_verified: true });
    expect(claims.exp - claims.iat).toBe(12 * 3600);
  });

  test.each([[["--bogus"]], [["a b"]], [["ann", "bob"]], [["ann", "--email", "nobody"]]])(
    "refuses the arguments %j in one sentence",
    async (args) => {
      const { ended, output } = run("token.ts", { DATA_DIR: await temporaryFolder() }, args);
      expect(await ended).toBe(1);
      expect(output.text.trim()).toMatch(/^[^\n]+\.$/);
    },
  );

  test("takes a name of any kind together with an address", async () => {
    const args = ["a b", "--email", "a@b.example"];
    const { ended, output } = run("token.ts", { DATA_DIR: await temporaryFolder() }, args);
    expect(await ended).toBe(0);
    expect(output.text.trim().split(".")).toHaveLength(3);
  });
});

describe("npm run demo", () => {
  test("leaves no folder behind when it is interrupted", async () => {
    const folder = await temporaryFolder();
    const { child, ended, output } = run("demo.ts", { TMPDIR: folder });
    await expect.poll(() => output.text, { timeout: 20_000 }).toContain("Darkroom runs at");
    child.kill("SIGINT");
    expect(await ended).toBe(1);
    expect(output.text).toContain("The demo was interrupted.");
    expect((await readdir(folder)).filter((name) => name.startsWith("darkroom"))).toEqual([]);
  });

  test("says in one sentence that there is no such photo", async () => {
    const { ended, output } = run("demo.ts", {}, ["no-such.jpg"]);
    expect(await ended).toBe(1);
    expect(output.text.trim()).toBe("There is no photo at no-such.jpg that can be read.");
  });
});
