import { chmod, mkdir, mkdtemp, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sealFolder } from "../../../stacks/build/sealed-folder.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "sealed-"));
});
afterEach(() => rm(root, { recursive: true }));

async function folderOf(name: string, files: Readonly<Record<string, string>>, mode = 0o644): Promise<string> {
  const folder = join(root, name);
  await mkdir(join(folder, "chunks"), { recursive: true });
  for (const [file, content] of Object.entries(files)) {
    await writeFile(join(folder, file), content);
    await chmod(join(folder, file), mode);
  }
  return folder;
}

const FILES = { "index.mjs": "export const handler = 1;", "chunks/a.mjs": "a", "chunks/b.mjs": "b" };

test("the same files are the same folder, in whatever order and with whatever rights they were written", async () => {
  const one = await sealFolder(await folderOf("one", FILES));
  const backwards = Object.fromEntries(Object.entries(FILES).reverse());
  expect(await sealFolder(await folderOf("two", backwards, 0o600))).toEqual(one);
});

test.each([
  ["another byte", { ...FILES, "chunks/b.mjs": "c" }],
  ["another name", { "index.mjs": FILES["index.mjs"], "chunks/a.mjs": "a", "chunks/c.mjs": "b" }],
  ["a file more", { ...FILES, "chunks/c.mjs": "" }],
  ["a byte that moved to its neighbour", { ...FILES, "chunks/a.mjs": "ab", "chunks/b.mjs": "" }],
])("%s is another folder", async (_, files) => {
  const { sha256 } = await sealFolder(await folderOf("one", FILES));
  expect((await sealFolder(await folderOf("two", files))).sha256).not.toBe(sha256);
});

test("every file ends with one mode and one time", async () => {
  const folder = await folderOf("one", FILES, 0o700);
  await sealFolder(folder);
  const { mode, mtime } = await stat(join(folder, "index.mjs"));
  expect([mode & 0o777, mtime.toISOString()]).toEqual([0o644, "1980-01-01T00:00:00.000Z"]);
});

test("a link is refused, since a zip would hold another machine's path", async () => {
  const folder = await folderOf("one", FILES);
  await symlink("/somewhere", join(folder, "link"));
  await expect(sealFolder(folder)).rejects.toThrow(/link is no plain file/);
});
