import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../contract/service.ts";
import { quadrants } from "../../pictures/quadrants.ts";
import type { User } from "./command-run.ts";
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

describe("darkroom describe", () => {
  test("gives pictures words that ls finds them by, and takes them away", async () => {
    const other = await client.upload(await quadrants(64, 48).jpeg().toBuffer(), OWNER);
    await client.settled(other, OWNER);
    const run = await user.run(["describe", other, id, "--title", "Sunset over the bay", "--labels", "sea, 2026"]);
    expect(run.lines).toEqual([
      expect.stringMatching(`^${other} .* \\[2026 sea\\]  Sunset over the bay$`),
      expect.stringMatching(`^${id} `),
    ]);
    await user.run(["describe", id, "--labels", "", "--title", ""]);
    const found = async (...words: string[]) =>
      (await user.run(["ls", "--json", ...words])).lines.map((line) => JSON.parse(line).id);
    expect(await found("--label", "sea")).toEqual([other]);
    expect(await found("--label", "se")).toEqual([]);
    expect(await found("--query", "bay SUNSET")).toEqual([other]);
    expect(await found("--label", "sea", "--query", "forest")).toEqual([]);
    expect((await user.run(["ls", "--query", "forest"], { isTerminal: true })).stderr).toContain("No picture");
  });

  test.each([
    [[ID], 2, "Say what with --title or --labels."],
    [["nobody", "--title", "Sea"], 2, "is no image id"],
    [[ID, "--title", "Sea"], 1, "1 of 1 could not be described."],
  ])("with %j is told what is wrong", async (args, code, sentence) => {
    const run = await user.run(["describe", ...args]);
    expect([run.code, run.stdout, run.stderr]).toEqual([code, "", expect.stringContaining(sentence)]);
  });
});

describe("darkroom get", () => {
  test("brings an original byte for byte, into a file or on stdout", async () => {
    const picture = await quadrants(80, 60).png().toBuffer();
    const other = await client.upload(picture, OWNER);
    const file = join(user.home, "original.png");
    const run = await user.run(["get", other, "-o", file]);
    expect([run.code, run.lines, run.stderr]).toEqual([0, [file], ""]);
    expect(await readFile(file)).toEqual(picture);
    expect((await user.run(["get", other, "-o", "-"])).bytes).toEqual(picture);
  });

  test("tells that a picture is not there, and that a folder is not", async () => {
    const absent = await user.run(["get", ID]);
    expect([absent.code, absent.stderr]).toEqual([1, expect.stringContaining("There is no image")]);
    const nowhere = await user.run(["get", id, "-o", join(user.home, "nowhere", "original.jpg")]);
    expect([nowhere.code, nowhere.stderr]).toEqual([1, expect.stringContaining("(ENOENT)")]);
  });
});

describe("darkroom mail", () => {
  test("tells whether mail follows uploads, and switches it", async () => {
    const said = async (...args: string[]) => (await user.run(["mail", ...args])).lines;
    expect([await said(), await said("off"), await said(), await said("on"), await said()]).toEqual(
      ["on", "off", "off", "on", "on"].map((state) => [state]),
    );
    expect((await user.run(["mail", "maybe"])).code).toBe(2);
  });
});

describe("darkroom defaults apply", () => {
  test("gives a picture of before the defaults of now, and tells what it cannot", async () => {
    await user.run(["defaults", "set", "-"], { stdin: '{"renditions": {"hero": {"w": 200}}}' });
    const run = await user.run(["defaults", "apply", id, ID]);
    await user.run(["defaults", "reset"]);
    expect([run.code, run.lines, run.stderr]).toEqual([1, [id], expect.stringContaining("1 of 2 could not be given")]);
    await client.settled(id, OWNER);
    const [line = ""] = (await user.run(["ls", "--json"])).lines.filter((each) => each.includes(id));
    expect(JSON.parse(line).renditions.map(({ name }: { name: string }) => name)).toContain("hero");
  });
});
