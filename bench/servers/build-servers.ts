import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { bundleLambda } from "../../stacks/build/lambda-bundle.ts";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));

/** Inside the project, where Node finds its packages. */
const FOLDER = join(PROJECT, ".build", "bench");

/** Files that Node runs by itself: a loader of TypeScript would take memory and time that is measured. */
export interface BuiltServers {
  readonly bareSharp: string;
  readonly ipx: string;
  readonly pipeline: string;
  readonly transformer: string;
  /** What the section `quality` has its pictures judged by. */
  readonly mezzanineLoss: string;
  /** The bundles that are deployed. */
  readonly transformerBundle: string;
  readonly apiBundle: string;
  /** A bundle that imports sharp and does nothing. */
  readonly sharpBundle: string;
  /** Loads a bundle and says when it is there. */
  readonly loadModule: string;
}

/** @throws esbuild's BuildFailure, naming file and line */
export async function buildServers(): Promise<BuiltServers> {
  const servers = ["bare-sharp", "ipx", "pipeline", "transformer", "mezzanine-loss"];
  const sources = [...servers.map((name) => `${name}.server`), "load-module"];
  await build({
    entryPoints: sources.map((name) => join(PROJECT, "bench", "servers", `${name}.ts`)),
    outdir: FOLDER,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    packages: "external",
    format: "esm",
    platform: "node",
    logLevel: "silent",
  });
  const sharpEntry = join(FOLDER, "only-sharp.mjs");
  await writeFile(sharpEntry, 'import "sharp";\nexport const handler = async () => undefined;\n');
  const built = (name: string) => join(FOLDER, `${name}.mjs`);
  return {
    bareSharp: built("bare-sharp.server"),
    ipx: built("ipx.server"),
    pipeline: built("pipeline.server"),
    transformer: built("transformer.server"),
    mezzanineLoss: built("mezzanine-loss.server"),
    loadModule: built("load-module"),
    transformerBundle: await bundled("transformer", join(PROJECT, "edge", "transformer.lambda.ts")),
    apiBundle: await bundled("api", join(PROJECT, "api", "server.lambda.ts")),
    sharpBundle: await bundled("sharp", sharpEntry),
  };
}

async function bundled(name: string, entry: string): Promise<string> {
  const folder = join(FOLDER, "lambda", name);
  await bundleLambda(entry, folder);
  return join(folder, "index.mjs");
}
