import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundleLambda } from "../../../stacks/build/lambda-bundle.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lambda-bundle-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function bundleOf(name: string, files: Record<string, string>) {
  const out = join(folder, name);
  for (const [file, source] of Object.entries(files)) await writeFile(join(folder, file), source);
  return { out, ...(await bundleLambda(join(folder, "entry.ts"), out)) };
}

test("what a handler imports lazily is not in the file that a cold start reads", async () => {
  const { out } = await bundleOf("lazy", {
    "entry.ts": 'export const handler = async () => (await import("./slow.ts")).answer;',
    "slow.ts": 'export const answer = "the slow part";',
  });
  expect(await readFile(join(out, "index.mjs"), "utf8")).not.toContain("the slow part");
  expect(await readdir(join(out, "chunks"))).toHaveLength(1);
});

test("a folder that needs sharp says so, even when only a lazy part of it does", async () => {
  const lazy = await bundleOf("sharp", {
    "entry.ts": 'export const handler = async () => (await import("./slow.ts")).kind;',
    "slow.ts": 'import sharp from "sharp"; export const kind = typeof sharp;',
  });
  const none = await bundleOf("none", { "entry.ts": "export const handler = async () => 1;" });
  expect([lazy.usesSharp, none.usesSharp]).toEqual([true, false]);
});

test("a package that requires one of Node's modules runs in the bundle", async () => {
  const { out } = await bundleOf("require", {
    "entry.ts": 'import old from "./old.cjs"; export const handler = () => old.separator;',
    "old.cjs": 'exports.separator = require("path").posix.sep;',
  });
  // In a Node of its own: the test runner would lend the module a `require`.
  const call = `console.log((await import(${JSON.stringify(join(out, "index.mjs"))})).handler())`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", call]);
  expect(stdout).toBe("/\n");
});

test("nothing of an earlier build stays in the folder", async () => {
  const { out } = await bundleOf("again", { "entry.ts": "export const handler = () => 1;" });
  await writeFile(join(out, "left-over.mjs"), "");
  await bundleOf("again", {});
  expect((await readdir(out)).sort()).toEqual(["index.mjs", "package.json"]);
});
