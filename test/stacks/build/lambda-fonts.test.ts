import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundleLambda } from "../../../stacks/build/lambda-bundle.ts";
import { addFonts } from "../../../stacks/build/lambda-fonts.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lambda-fonts-"));
});
afterAll(() => rm(folder, { recursive: true }));

test("the part of a Lambda that draws letters finds its font beside it, on a machine that has none", async () => {
  const { fontFolders } = await bundleLambda("edge/transformer.lambda.ts", folder);
  await addFonts(fontFolders);
  await symlink(resolve("node_modules"), join(folder, "node_modules"));
  expect(fontFolders).toHaveLength(1);
  const part = (await readdir(fontFolders[0]!)).find((name) => name.startsWith("words-"));
  const draw = `
    const { wordsOverlay } = await import(${JSON.stringify(join(resolve(fontFolders[0]!), part!))});
    const { raw, input } = await wordsOverlay("Größe", { textSize: 40 }, { width: 400, height: 200 });
    console.log(raw.width, raw.height, input.some((value, at) => at % 4 === 3 && value === 255));
  `;
  // With other variables than ours: neither home nor a folder of fonts.
  const run = promisify(execFile)(process.execPath, ["--input-type=module", "--eval", draw], {
    env: {},
    timeout: 30_000,
  });
  const { stdout, stderr } = await run;
  const [width, height, isSolid] = stdout.trim().split(" ");
  expect(Number(width)).toBeGreaterThan(90);
  expect(Number(width)).toBeLessThan(140);
  expect(Number(height)).toBeGreaterThan(25);
  expect(isSolid).toBe("true");
  expect(stderr).toBe("");
});
