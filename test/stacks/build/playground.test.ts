import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { buildPlayground, bundlePlayground } from "../../../stacks/build/playground.ts";
import { playgroundPaths } from "../../../stacks/playground-files.ts";

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), "darkroom-page-"));
  onTestFinished(() => rm(made, { recursive: true }));
  return made;
}

/** A page of one script. */
async function pageWith(script: string): Promise<string> {
  const source = await folder();
  await mkdir(source, { recursive: true });
  await writeFile(join(source, "index.html"), '<!doctype html><script type="module" src="./main.ts"></script>');
  await writeFile(join(source, "main.ts"), script);
  return source;
}

test("the playground is a page and what it names, each at a path that the edge lets pass", async () => {
  const built = join(await folder(), "playground");
  await mkdir(built);
  await writeFile(join(built, "left-over.js"), "");
  await buildPlayground("web", built);
  const [page] = (await bundlePlayground("web")).filter(({ name }) => name === "index.html");
  const named = [
    ...Buffer.from(page!.bytes)
      .toString()
      .matchAll(/(?:src|href)="(\/[^"#]+)"/g),
  ].map((match) => match[1]!);
  expect(named.map((each) => each.replace(/-[\w-]+\./, "."))).toEqual(
    expect.arrayContaining(["/assets/index.js", "/assets/index.css"]),
  );
  const paths = playgroundPaths(built);
  expect(named.filter((each) => !paths.includes(each))).toEqual([]);
  expect(await readdir(built)).not.toContain("left-over.js");
});

test("the playground asks nobody but its own host for what it is made of", async () => {
  for (const { name, bytes } of await bundlePlayground("web")) {
    const text = Buffer.from(bytes).toString();
    if (/\.(html|css)$/.test(name)) expect(text).not.toMatch(/(?:src|href)="https?:|url\(["']?https?:|@import/);
  }
});

test("a script that a phone would wait for is refused", async () => {
  // Hex digits of a counter's squares: nothing that gzip could make small.
  const noise = Array.from({ length: 40_000 }, (_, i) => Math.imul(i * i + 7, 2_654_435_761).toString(36)).join("");
  const source = await pageWith(`document.title = ${JSON.stringify(noise)};`);
  await expect(bundlePlayground(source)).rejects.toThrow(/bytes gzipped; at most 60000 are accepted/);
});

test("a script that does not compile is refused", async () => {
  await expect(bundlePlayground(await pageWith('import "./nowhere.ts";'))).rejects.toThrow(/nowhere/);
});
