import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LAMBDA_ENTRIES } from "../../../stacks/build/entries.ts";
import { bundleLambda } from "../../../stacks/build/lambda-bundle.ts";
import { refuseLarge } from "../../../stacks/build/lambdas.ts";
import { type SealedFolder, sealFolder } from "../../../stacks/build/sealed-folder.ts";

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "lambdas-"));
});
afterAll(() => rm(root, { recursive: true }));

async function codeOf(name: string, folder: string): Promise<SealedFolder> {
  await bundleLambda(LAMBDA_ENTRIES[name]!, join(root, folder));
  return sealFolder(join(root, folder));
}

test.each(Object.keys(LAMBDA_ENTRIES))(
  "the code of %s is the same, bit for bit, wherever it is built",
  async (name) => {
    expect(await codeOf(name, "one")).toEqual(await codeOf(name, "another/folder"));
  },
);

test.each(Object.keys(LAMBDA_ENTRIES))("the code of %s is small enough to start fast", async (name) => {
  const { startBytes } = await bundleLambda(LAMBDA_ENTRIES[name]!, join(root, name));
  const { zipBytes } = await sealFolder(join(root, name));
  expect(() => refuseLarge({ name, startBytes, codeBytes: zipBytes, zipBytes })).not.toThrow();
});

test("a cold start of the API does not load sharp, though some of its routes do", async () => {
  const bundle = await bundleLambda(LAMBDA_ENTRIES.api!, join(root, "api"));
  expect(bundle).toMatchObject({ usesSharp: true, startsWithSharp: false });
});

test("a cold start of the API reads nothing of its description", async () => {
  const folder = join(root, "described");
  await bundleLambda(LAMBDA_ENTRIES.api!, folder);
  const holding = async (file: string) =>
    (await readFile(join(folder, file), "utf8")).includes("A photograph of 12 MB");
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(".mjs"));
  const described = [];
  for (const file of files) if (await holding(file)) described.push(file);
  expect(described).toHaveLength(1);
  for (const file of await startedWith(folder, "index.mjs")) expect(described).not.toContain(file);
});

/** Files that the import of one of them brings along at once. */
async function startedWith(folder: string, file: string, loaded = new Set<string>()): Promise<ReadonlySet<string>> {
  if (loaded.has(file)) return loaded;
  loaded.add(file);
  const code = await readFile(join(folder, file), "utf8");
  for (const [, path] of code.matchAll(/(?:from|import)"(\.[^"]+)"/g)) {
    await startedWith(folder, join(dirname(file), path!), loaded);
  }
  return loaded;
}

test.each([
  ["what it starts with", { startBytes: 600_001, codeBytes: 300_000, zipBytes: 9_000_000 }],
  ["own code", { startBytes: 500_000, codeBytes: 400_001, zipBytes: 9_000_000 }],
  ["everything together", { startBytes: 500_000, codeBytes: 300_000, zipBytes: 10_000_001 }],
])("a function is refused when %s is too large", (_, sizes) => {
  expect(() => refuseLarge({ name: "api", ...sizes })).toThrow(/api .*at most/);
});
