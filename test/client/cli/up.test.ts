import { mkdir, readFile, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connect } from "../../../client/connect.ts";
import { temporaryFolder } from "../../dev/cloud/temporary-folder.ts";
import { quadrants } from "../../pictures/quadrants.ts";
import { newUser, type User } from "./command-run.ts";
import { type KillableService, killableService } from "./killable-service.ts";

interface Line {
  readonly path: string;
  readonly id?: string;
  readonly url?: string;
  readonly problem?: { readonly code: string; readonly detail: string };
}

let service: KillableService;
let dataDir: string;
let user: User;
let users = 0;

beforeAll(async () => {
  dataDir = newUser({}).home;
  service = await killableService(dataDir);
  await service.start();
});
afterAll(async () => {
  await service.kill();
  await rm(dataDir, { recursive: true });
});
beforeEach(async () => {
  users++;
  user = newUser({ DARKROOM_URL: service.url, DARKROOM_TOKEN: await service.token(`user-${users}`) });
});
afterEach(() => user.leave());

/** A folder with pictures, each another one. */
async function pictures(count: number): Promise<string> {
  const folder = await temporaryFolder();
  for (let number = 0; number < count; number++) {
    const bytes = await quadrants(40 + number, 30)
      .png()
      .toBuffer();
    await writeFile(join(folder, `${number}.png`), bytes);
  }
  return folder;
}

/** The ids of all pictures that the user has. */
async function ownIds(): Promise<string[]> {
  const darkroom = connect({ url: service.url, token: user.environment.DARKROOM_TOKEN });
  const ids: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page = await darkroom.images({ limit: 100, ...(cursor !== "" && { cursor }) });
    ids.push(...page.images.map(({ id }) => id));
    cursor = page.next;
  }
  return ids.sort();
}

function linesOf(run: { readonly lines: readonly string[] }): Line[] {
  return run.lines.map((line) => JSON.parse(line) as Line);
}

describe("darkroom up", () => {
  test("goes on after the service was killed in the middle, and tells what became of every file", async () => {
    const folder = await pictures(30);
    await symlink(join(folder, "gone"), join(folder, "unreadable.png"));
    const json = ["up", folder, "--json", "--patience", "1", "-c", "3"];
    const broken = user.run(json);
    await expect.poll(async () => (await ownIds()).length, { timeout: 20_000, interval: 20 }).toBeGreaterThan(4);
    await service.kill();
    const first = await broken;
    const account = linesOf(first);
    expect(account).toHaveLength(31);
    expect(new Set(account.map(({ path }) => path)).size).toBe(31);
    expect(first.code).toBe(3);
    expect(first.stderr).toMatch(
      /^31 files: \d+ uploaded, \d+ failed, \d+ not tried\. .* goes on where this one ended\.$/m,
    );
    const came = account.flatMap(({ id }) => (id === undefined ? [] : [id]));
    expect(came.length).toBeGreaterThan(0);
    expect(came.length).toBeLessThan(30);

    await service.start();
    const second = await user.run(json);
    expect(second.code).toBe(1);
    expect(second.stderr).toMatch(/^31 files: \d+ uploaded, \d+ there already, 1 failed\.$/m);
    const ids = linesOf(second).flatMap(({ id }) => (id === undefined ? [] : [id]));
    expect(new Set(ids).size).toBe(30);
    expect(ids).toEqual(expect.arrayContaining(came));
    expect(await ownIds()).toEqual(ids.sort());
    const { path, problem } = linesOf(second).find((line) => line.problem !== undefined)!;
    expect([path, problem?.code]).toEqual([join(folder, "unreadable.png"), "file-unreadable"]);
  }, 90_000);

  test("waits for a service that comes back", async () => {
    const folder = await pictures(8);
    await service.kill();
    const waiting = user.run(["up", folder, "--patience", "80"]);
    await service.start();
    expect(await waiting).toMatchObject({ code: 0, stderr: "8 files: 8 uploaded.\n" });
  }, 90_000);

  test("uploads a file once, however often it is asked to, and again when it has changed or that is meant", async () => {
    const folder = await pictures(1);
    const file = join(folder, "0.png");
    const first = (await user.run(["up", file])).lines;
    expect(await user.run(["up", folder])).toMatchObject({ code: 0, lines: first });
    await utimes(file, 1, 1);
    const [changed = ""] = (await user.run(["up", file])).lines;
    const [again = ""] = (await user.run(["up", "--again", file])).lines;
    expect(new Set([first[0], changed, again]).size).toBe(3);
    await user.run(["rm", "--yes", again.split(" ")[0]!]);
    const [anew = ""] = (await user.run(["up", file])).lines;
    expect(await ownIds()).toEqual([first[0]!, changed, anew].map((line) => line.split(" ")[0]).sort());
  });

  test("looks for pictures in folders below, and takes what is named as it is", async () => {
    const folder = await pictures(1);
    await mkdir(join(folder, "below"));
    await writeFile(join(folder, "below", "picture"), await readFile(join(folder, "0.png")));
    await writeFile(join(folder, "below", "notes.txt"), "no picture");
    await writeFile(join(folder, "below", "fake.jpg"), "no picture, whatever it is called");
    await writeFile(join(folder, ".hidden.png"), "nobody's");
    const run = await user.run(["up", "--json", folder, join(folder, "below", "picture")]);
    const fates = linesOf(run).map(({ path, problem }) => [path.slice(folder.length + 1), problem?.code ?? "uploaded"]);
    expect(fates.sort()).toEqual([
      ["0.png", "uploaded"],
      ["below/fake.jpg", "media-type-unsupported"],
      ["below/picture", "uploaded"],
    ]);
  });

  test("draws bars on a terminal, and writes nothing but ids where it is piped", async () => {
    const folder = await pictures(2);
    const piped = await user.run(["up", folder]);
    expect(piped.stdout).toMatch(/^([0-9a-z]{26} {2}\S+\.png\n){2}$/);
    expect(piped.stderr).toBe("2 files: 2 uploaded.\n");
    const [one = ""] = piped.lines.map((line) => line.split("  ")[1]);
    expect((await user.run(["up", one])).stderr).toBe("1 file: 0 uploaded, 1 there already.\n");
    const seen = await user.run(["up", "--again", folder], { isTerminal: true });
    expect(seen.stderr).toMatch(/all +\[#{24}\] 100 % {2}2 of 2 files, 0\.0 of 0\.0 MB/);
  });

  test("ends when it is interrupted, and says how to go on", async () => {
    const folder = await pictures(3);
    const signal = AbortSignal.abort(new Error("Ended by SIGINT."));
    const run = await user.run(["up", folder, "--json"], { signal });
    expect(run.code).toBe(130);
    expect(linesOf(run).map(({ problem }) => problem?.code)).toEqual(Array(3).fill("not-uploaded"));
    expect(run.stderr).toContain("The same command goes on");
  });

  test("says in one sentence that there is nothing to upload, or nowhere to remember it", async () => {
    const empty = await temporaryFolder();
    expect(await user.run(["up", empty])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^There are no pictures/),
    });
    await writeFile(join(user.home, "file"), "");
    user.environment.XDG_STATE_HOME = join(user.home, "file");
    const run = await user.run(["up", await pictures(1)]);
    expect([run.code, run.stderr]).toEqual([1, expect.stringContaining("XDG_STATE_HOME")]);
  });
});
