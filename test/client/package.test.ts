import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createContext, runInContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { build, type Format } from "esbuild";
import { beforeAll, expect, test } from "vitest";
import { buildClientPackage } from "../../package/package-folder.ts";
import { blocksOf } from "../docs/fenced-blocks.ts";

const run = promisify(execFile);
const PROJECT = fileURLToPath(new URL("../..", import.meta.url));
const ID = "01jd3v7k2mq8x4n5p6r7s8t9va";

/** A project of somebody's, with the package as npm would have put it there. */
let project: string;

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), "darkroom-"));
  await buildClientPackage(join(project, "node_modules", "darkroom"));
  await writeFile(join(project, "package.json"), '{ "type": "module" }');
  return () => rm(project, { recursive: true });
}, 60_000);

/** Runs a module in the project. */
async function printed(code: string): Promise<string> {
  await writeFile(join(project, "main.js"), code);
  return (await run(process.execPath, ["main.js"], { cwd: project })).stdout.trim();
}

test("every entry can be imported where the package is installed", async () => {
  const code = `
    import { imageUrl, srcset, pictureSources, connect, DarkroomError } from "darkroom/client";
    import { signUrl } from "darkroom/client/sign";
    import loader from "darkroom/client/next";
    import { transform, generate, extract } from "darkroom/client/unpic";
    const url = imageUrl("${ID}", { width: 640 });
    const all = [srcset, pictureSources, connect, DarkroomError, generate, extract].every((each) => typeof each === "function");
    console.log(all, signUrl(url, "k1.secret").length - url.length, loader({ src: url, width: 320 }), transform(url, { width: 320 }));
  `;
  const path = `/images/${ID}/transformation?w=320`;
  expect(await printed(code)).toBe(`true 49 ${path} ${path}`);
});

test("what the guide has Next.js load is a setting and a loader", async () => {
  const modules = blocksOf("docs/client.md").filter(({ language }) => language === "js");
  const [setting = "", loader = ""] = modules.map(({ text }) => text);
  await writeFile(join(project, "next.config.mjs"), setting);
  await writeFile(join(project, "image-loader.js"), loader);
  const code = `
    import config from "./next.config.mjs";
    const { default: load } = await import(config.images.loaderFile);
    console.log(config.images.loader, load({ src: "${ID}", width: 640 }));
  `;
  expect(await printed(code)).toBe(`custom /images/${ID}/transformation?w=640`);
});

test("the installed command line runs what was built", async () => {
  const command = join(project, "node_modules", "darkroom", "dist", "client", "cli", "main.js");
  const { stdout } = await run(process.execPath, [command, "--version"]);
  const { version } = JSON.parse(await readFile(join(PROJECT, "package.json"), "utf8"));
  expect(stdout.trim()).toBe(version);
});

test("the installed types refuse what the table does not have", async () => {
  const code = (transform: string) => `import { imageUrl } from "darkroom/client";\nimageUrl("${ID}", ${transform});\n`;
  await writeFile(join(project, "right.ts"), code('{ width: 640, fit: "cover", ratio: "16:9", focalPoint: [30, 70] }'));
  await writeFile(join(project, "wrong.ts"), code('{ fit: "squash" }'));
  const options = ["--noEmit", "--strict", "--module", "nodenext", "--skipLibCheck", "--types", ""];
  const compile = (file: string) =>
    run(join(PROJECT, "node_modules", ".bin", "tsc"), [...options, file], { cwd: project }).then(
      () => "no fault",
      ({ stdout }: { stdout: string }) => stdout,
    );
  expect(await compile("right.ts")).toBe("no fault");
  expect(await compile("wrong.ts")).toMatch(/wrong\.ts\(2,\d+\): error TS2322: Type '"squash"' is not assignable/);
});

/** What a page's bundler makes of a module, in bytes as they travel. */
async function bundled(code: string, format: Format = "esm"): Promise<{ text: string; bytes: number }> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: project },
    ...{ bundle: true, minify: true, write: false, format, platform: "browser" },
  });
  const text = outputFiles[0]!.text;
  return { text, bytes: gzipSync(text).length };
}

test("a page that only links pictures carries neither uploads nor color names nor Node", async () => {
  const { text, bytes } = await bundled('import { srcset } from "darkroom/client"; document.title = srcset(id);');
  expect(text).not.toMatch(/XMLHttpRequest|aliceblue|node:/);
  expect(bytes).toBeLessThan(6_500);
});

test("a page reads words over a picture with what browsers have alone", async () => {
  const url = `https://img.example.com/images/${ID}/transformation?w=640&txt=Gr%C3%BC%C3%9Fe`;
  const code = `import { extract } from "darkroom/client/unpic"; globalThis.words = extract("${url}").operations.text;`;
  const page = createContext({ URL, URLSearchParams, TextEncoder, TextDecoder, atob, btoa });
  runInContext((await bundled(code, "iife")).text, page);
  expect(page.words).toBe("Grüße");
});

test("a page that uploads carries what it needs, and no more than fourteen kilobytes", async () => {
  const { text, bytes } = await bundled(
    'import { connect } from "darkroom/client"; connect({ url: "/" }).upload(file);',
  );
  expect(text).toContain("XMLHttpRequest");
  expect(text).not.toContain("node:");
  expect(bytes).toBeLessThan(14_000);
});
