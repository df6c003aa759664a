import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { issueToken } from "../../../dev/issuer.ts";
import { type Client, startClient } from "../../contract/service.ts";
import { quadrants } from "../../pictures/quadrants.ts";
import { newUser, type User } from "./command-run.ts";
import { OWNER, type Owner, startOwner } from "./owner.ts";

const ID = "01jd3v7k2mq8x4n5p6r7s8t9va";

let owner: Owner;
let client: Client;
let user: User;
let id: string;

beforeAll(async () => {
  owner = await startOwner();
  ({ client, user, id } = owner);
});
afterAll(() => owner.close());

describe("darkroom url", () => {
  test("prints a URL that works, and nothing else", async () => {
    const run = await user.run(["url", id, "w=320", "fit=cover", "h=320", "fmt=webp"]);
    expect([run.code, run.stderr, run.lines.length]).toEqual([0, "", 1]);
    const answer = await fetch(run.lines[0]!);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/webp"]);
  });

  test("signs with the service's key, so that the size is exact", async () => {
    const [url = ""] = (await user.run(["url", id, "w=333", "fmt=json", "--sign"])).lines;
    const [again = ""] = (await user.run(["sign", url.replace(/&s=.*/, "")])).lines;
    expect(again).toBe(url);
    expect((await fetch(url)).status).toBe(200);
    expect((await fetch(url.replace("w=333", "w=334"))).status).toBe(403);
  });

  test("signs a ladder of one picture", async () => {
    const [url = ""] = (await user.run(["url", id, "fmt=webp"])).lines;
    const [signed = ""] = (await user.run(["sign", "--free", "w,dpr", "--widths", "33,66", url])).lines;
    const after = ["&w=33", "&w=33&dpr=2", "&w=66&dpr=2", "&w=34"];
    const statuses = await Promise.all(after.map(async (each) => (await fetch(signed + each)).status));
    expect(statuses).toEqual([200, 200, 403, 403]);
  });

  test.each([
    [["w=0"], "w must be a whole number from 1 to 4096."],
    [["fit=squash"], "fit must be one of"],
    [["w=10", "width=20"], "w comes twice"],
    [["ar=16:9"], "ar needs w or h"],
    [["wide"], "is no parameter"],
  ])("refuses %j with the edge's own sentence", async (words, sentence) => {
    const run = await user.run(["url", ID, ...words]);
    expect([run.code, run.stdout, run.stderr]).toEqual([2, "", expect.stringContaining(sentence)]);
  });
});

describe("darkroom explain", () => {
  test("tells what is folded, ignored, moved, and the key that the edge uses", async () => {
    const url = `${client.url}/images/${id}/transformation?width=641&h=100&utm_source=mail&flop=1&bg=Red`;
    const run = await user.run(["explain", "--json", "--accept", "image/webp", url]);
    expect([run.code, run.stderr]).toEqual([0, ""]);
    expect(JSON.parse(run.stdout)).toMatchObject({
      folded: { width: "w", flop: "flip" },
      ignored: ["utm_source"],
      moved: { w: [641, 650], h: [100, 101] },
      transform: { w: 650, h: 101, flip: "h", bg: "ff0000" },
      signedBy: null,
      variant: `/images/${id}/w-650_h-101_flip-h_bg-ff0000.auto-webp`,
      answer: { format: "webp", width: 135, height: 101, isStored: false, sizeBytes: null },
    });
    await fetch(url, { headers: { accept: "image/webp" } });
    const { variant } = JSON.parse(run.stdout);
    await expect.poll(async () => (await client.keys()).variants).toContain(variant.slice(1));
    const { stdout } = await user.run(["explain", "--accept", "image/webp", url]);
    expect(stdout).toMatch(/^bytes {4}[\d,]+$/m);
    expect(stdout).toMatch(/^stored +already$/m);
  });

  test("says what the edge would refuse, and why", async () => {
    const run = await user.run(["explain", `/images/${id}/transformation?w=640&zoom=2`]);
    expect([run.code, run.stdout]).toEqual([1, expect.stringMatching(/^asked +w=640 zoom=2$/m)]);
    expect(run.stderr).toContain("400 parameter-unknown");
  });

  test.each(["https://example.com/photo.jpg?w=640", "http://[", ""])(
    "says of %o that it is none of a picture, and not that the edge refuses it",
    async (url) => {
      const run = await user.run(["explain", url]);
      expect([run.code, run.stdout, run.stderr]).toEqual([2, "", expect.stringContaining("no picture's address")]);
    },
  );

  test("takes signed sizes as they are", async () => {
    const [url = ""] = (await user.run(["url", id, "w=641", "--sign"])).lines;
    expect((await user.run(["explain", url])).stdout).toMatch(/^signed +by the key local/m);
    expect((await user.run(["explain", url])).stdout).not.toMatch(/^moved/m);
  });

  test.each([
    ["a picture of nobody's", {}, [`/images/${ID}/transformation?w=101`], "no picture of yours"],
    ["nobody who is signed in", { DARKROOM_TOKEN: "" }, [`/images/${ID}/transformation?w=101`], "Nobody is signed in"],
    ["no service", { DARKROOM_URL: "http://127.0.0.1:9" }, [`/images/${ID}/transformation?w=101`], "cannot be reached"],
    ["another service", {}, [`https://img.example.com/images/${ID}/transformation?w=101`], "not a URL of DARKROOM_URL"],
    ["a wish for it", {}, ["--offline", `/images/${ID}/transformation?w=101`], ""],
  ])("explains by the edge's rules alone, and says so, for %s", async (_name, environment, args, said) => {
    const other = newUser({ ...user.environment, ...environment });
    const run = await other.run(["explain", ...args]);
    other.leave();
    expect([run.code, run.stdout]).toEqual([0, expect.stringContaining(`/images/${ID}/w-128.auto-avif`)]);
    expect(run.stderr).toContain(said);
    expect(run.stdout).not.toMatch(/^answer/m);
  });
});

describe("on a service with a ladder of its own", () => {
  let tall: Client;
  let stranger: User;
  beforeAll(async () => {
    tall = await startClient({ LADDER: "100,900" });
    stranger = newUser({ DARKROOM_URL: tall.url });
  });
  afterAll(async () => {
    stranger.leave();
    await tall.close();
  });

  test("explain knows it, without a token too", async () => {
    const run = await stranger.run(["explain", `/images/${ID}/transformation?w=101`]);
    expect(run.stdout).toMatch(/^moved +w from 101 to 900 px/m);
    expect(run.stderr).toMatch(/without the owner's defaults\./);
  });

  test("warm asks once for widths that are one variant there", async () => {
    const token = await issueToken(tall.service.issuer, "ann", "ann@example.com");
    const picture = await quadrants(64, 48).jpeg().toBuffer();
    const headers = { authorization: `Bearer ${token}`, "content-type": "image/jpeg" };
    const upload = await tall.ask("/upload", { method: "PUT", headers, body: new Uint8Array(picture) });
    const uploaded = upload.headers.get("location")!.replace("/images/", "");
    const run = await stranger.run(["warm", uploaded, "--widths", "50,60,100"]);
    expect(run.lines).toEqual([`${uploaded}  3 made, 0 stored, 0 cached, 0 failed`]);
  });
});

describe("darkroom ls and rm", () => {
  test("list pictures, and delete them when that is meant", async () => {
    const other = await client.upload(await quadrants(64, 48).jpeg().toBuffer(), OWNER);
    await client.settled(other, OWNER);
    expect((await user.run(["ls", "--limit", "1"])).lines).toEqual([
      expect.stringMatching(`^${other} .* 64×48 .* ready$`),
    ]);
    expect(JSON.parse((await user.run(["ls", "--json"])).lines[0]!)).toMatchObject({ id: other, state: "ready" });

    const piped = await user.run(["rm", other]);
    expect([piped.code, piped.stderr]).toEqual([2, expect.stringContaining("--yes")]);
    expect((await user.run(["rm", other], { isTerminal: true, stdin: "n\n" })).stdout).toBe("");
    expect((await user.run(["ls"])).stdout).toContain(other);
    expect((await user.run(["rm", other], { isTerminal: true, stdin: "y\n" })).lines).toEqual([other]);
    expect((await user.run(["ls"])).stdout).not.toContain(other);
  });

  test("delete what can be deleted, and tell what cannot", async () => {
    const other = await client.upload(await quadrants(64, 48).jpeg().toBuffer(), OWNER);
    const run = await user.run(["rm", "--yes", ID, other]);
    expect([run.code, run.lines, run.stderr]).toEqual([
      1,
      [other],
      expect.stringContaining(`${ID}: There is no image`),
    ]);
  });
});

describe("darkroom warm", () => {
  test("has every width made for every class of browsers, once", async () => {
    const cold = await user.run(["warm", id, "--widths", "100,200", "--with", "gray=1"]);
    expect(cold.lines).toEqual([`${id}  6 made, 0 stored, 0 cached, 0 failed`]);
    const warm = await user.run(["warm", id, "--widths", "100,200", "--with", "gray=1"]);
    expect(warm.lines).toEqual([`${id}  0 made, 0 stored, 6 cached, 0 failed`]);
  });

  test("tells what could not be made", async () => {
    const run = await user.run(["warm", ID, "--widths", "100"]);
    expect([run.code, run.lines]).toEqual([1, [`${ID}  0 made, 0 stored, 0 cached, 3 failed`]]);
  });
});

describe("darkroom defaults", () => {
  test("are replaced by a file or by what comes in, and go back", async () => {
    const file = join(user.home, "defaults.json");
    await writeFile(file, '{"transform": {"q": 60}}');
    expect(JSON.parse((await user.run(["defaults", "set", file])).stdout).transform).toEqual({ q: 60 });
    await user.run(["defaults", "set", "-"], { stdin: '{"renditions": {"hero": {"w": 2000}}}' });
    expect(JSON.parse((await user.run(["defaults", "get"])).stdout).renditions.hero).toEqual({ w: 2000 });
    const wrong = await user.run(["defaults", "set", "-"], { stdin: '{"transform": {"q": 0}}' });
    expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining("In transform: q must be")]);
    expect(JSON.parse((await user.run(["defaults", "reset"])).stdout).transform).toEqual({});
  });
});

describe("what goes wrong", () => {
  const changed = async (environment: Record<string, string>, args: readonly string[]) => {
    const other = newUser({ ...user.environment, ...environment });
    const { code, stdout, stderr } = await other.run(args);
    other.leave();
    return { code, stdout, stderr };
  };

  test.each([
    ["no service", { DARKROOM_URL: "http://127.0.0.1:9" }, ["ls"], 3, "http://127.0.0.1:9 cannot be reached."],
    ["a token of nobody", { DARKROOM_TOKEN: "e30.e30.e30" }, ["ls"], 4, "Run darkroom login"],
    ["no token", { DARKROOM_TOKEN: "" }, ["ls"], 4, "npm run --silent token"],
    ["no address", { DARKROOM_URL: "img.example.com" }, ["ls"], 2, "DARKROOM_URL is"],
    ["a token in the clear", { DARKROOM_URL: "http://img.example.com" }, ["ls"], 2, "https"],
    [
      "what nobody may choose",
      { DARKROOM_SIGNING_KEY: "k1.secret" },
      ["sign", "--free", "exp", "/x"],
      2,
      "cannot be free",
    ],
    ["no signing key", { DARKROOM_SIGNING_KEY: "" }, ["sign", "/x"], 2, "DARKROOM_SIGNING_KEY"],
    ["no such command", {}, ["uplaod"], 2, "unknown command"],
    ["no such option", {}, ["ls", "--all"], 2, "unknown option"],
    ["no such file", {}, ["defaults", "set", "nowhere.json"], 1, "nowhere.json cannot be read (ENOENT)."],
  ])("%s is told in a sentence", async (_name, environment, args, code, sentence) => {
    const run = await changed(environment, args);
    expect(run).toEqual({ code, stdout: "", stderr: expect.stringContaining(sentence) });
    expect(run.stderr).not.toMatch(/^\s+at /m);
  });

  test("every command has help with examples", async () => {
    const help = await user.run(["--help"]);
    expect([help.code, help.stderr]).toEqual([0, ""]);
    const names = [...help.stdout.matchAll(/^ {2}([a-z]+) /gm)]
      .map(([, name = ""]) => name)
      .filter((name) => name !== "help");
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) expect((await user.run([name, "--help"])).stdout).toContain(`$ darkroom ${name}`);
  });
});
