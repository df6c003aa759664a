import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { lockFolder } from "../../dev/folder-lock.ts";
import { StartRefusal } from "../../dev/start-refusal.ts";
import { temporaryFolder } from "./cloud/temporary-folder.ts";

test("a folder has one service, whatever each takes for the temporary folder", async () => {
  const folder = await temporaryFolder();
  const unlock = await lockFolder(folder);
  vi.stubEnv("TMPDIR", await temporaryFolder());
  await expect(lockFolder(folder)).rejects.toThrow(StartRefusal);
  vi.unstubAllEnvs();
  await unlock();
  await (await lockFolder(folder))();
  expect(await readdir(folder)).toEqual([]);
});

test("a folder whose path is too long for a socket has one service too", async () => {
  const folder = join(await temporaryFolder(), "x".repeat(100));
  await mkdir(folder);
  const unlock = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toThrow(StartRefusal);
  await unlock();
  await (await lockFolder(folder))();
});
