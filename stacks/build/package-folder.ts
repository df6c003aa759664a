import { execFile } from "node:child_process";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { LAMBDA_ENTRIES } from "./entries.ts";

/** Versions of CDK that the construct is synthesized with; the app that hosts it brings its own. */
const PEERS = { "aws-cdk-lib": "^2.224.0", constructs: "^10.3.0" };

/** What others read of the package without asking anybody. */
const PAPERS = ["LICENSE", "README.md"];

/**
 * Puts together the package that others install: the construct as JavaScript with its types, and the built code that it
 * deploys. It depends on nothing but CDK, since everything else is in the bundles.
 *
 * TypeScript itself would not do: Node and SST run none that lies under `node_modules`.
 *
 * @param buildFolder e.g. `.build`, built
 * @returns the folder, e.g. `.build/package`, for `npm pack` or `npm publish`
 * @throws what the compiler has to say
 */
export async function buildPackage(buildFolder: string): Promise<string> {
  const folder = join(buildFolder, "package");
  await rm(folder, { recursive: true, force: true });
  await compile();
  for (const name of [...Object.keys(LAMBDA_ENTRIES), "edge", "playground"]) {
    await mkdir(join(folder, "dist", "code"), { recursive: true });
    await cp(join(buildFolder, name), join(folder, "dist", "code", name), { recursive: true });
  }
  for (const paper of PAPERS) await cp(paper, join(folder, paper));
  const manifest = manifestOf(JSON.parse(await readFile("package.json", "utf8")));
  await writeFile(join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  return folder;
}

/** Where it goes is in its settings. */
async function compile(): Promise<void> {
  const compiler = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");
  await promisify(execFile)(process.execPath, [compiler, "--project", "stacks"]);
}

/** The repository's own words about itself, and how the construct is found. */
function manifestOf({ name, version, description, license, engines }: Readonly<Record<string, unknown>>): object {
  const imageCdn = { types: "./dist/stacks/image-cdn.d.ts", default: "./dist/stacks/image-cdn.js" };
  return {
    ...{ name, version, description, license, engines },
    type: "module",
    exports: { ".": imageCdn, "./package.json": "./package.json" },
    files: ["dist"],
    peerDependencies: PEERS,
  };
}
