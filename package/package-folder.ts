import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buildClientModules } from "./client-modules.ts";
import { buildConstruct } from "./construct-modules.ts";
import { manifestOf } from "./manifest.ts";

/** What others read of the package without asking anybody. */
const PAPERS = ["LICENSE", "README.md"];

/**
 * Puts together the package that others install: the construct with the built code that it deploys, the client and the
 * command line, as JavaScript with its types. It depends on nothing but CDK, and on that for the construct alone.
 *
 * TypeScript itself would not do: Node and SST run none that lies under `node_modules`.
 *
 * @param folder what is made anew, e.g. `.build/package`, for `npm pack` or `npm publish`
 * @param buildFolder e.g. `.build`, built
 * @returns the folder
 * @throws what the compiler has to say
 */
export async function buildPackage(folder: string, buildFolder: string): Promise<string> {
  await buildClientPackage(folder);
  await buildConstruct(join(folder, "dist"), buildFolder);
  return folder;
}

/** The same without the construct, which takes all that is deployed: for trying the client alone. */
export async function buildClientPackage(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await buildClientModules(join(folder, "dist"));
  for (const paper of PAPERS) await cp(paper, join(folder, paper));
  const manifest = manifestOf(JSON.parse(await readFile("package.json", "utf8")));
  await writeFile(join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}
