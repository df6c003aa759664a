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
  /** The bundle that is deployed, for `transformer` to serve. */
  readonly transformerBundle: string;
}

/** @throws esbuild's BuildFailure, naming file and line */
export async function buildServers(): Promise<BuiltServers> {
  const names = ["bare-sharp", "ipx", "pipeline", "transformer"];
  await build({
    entryPoints: names.map((name) => join(PROJECT, "bench", "servers", `${name}.server.ts`)),
    outdir: FOLDER,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    packages: "external",
    format: "esm",
    platform: "node",
    logLevel: "silent",
  });
  const bundle = join(FOLDER, "lambda", "transformer");
  await bundleLambda(join(PROJECT, "edge", "transformer.lambda.ts"), bundle);
  return {
    bareSharp: join(FOLDER, "bare-sharp.server.mjs"),
    ipx: join(FOLDER, "ipx.server.mjs"),
    pipeline: join(FOLDER, "pipeline.server.mjs"),
    transformer: join(FOLDER, "transformer.server.mjs"),
    transformerBundle: join(bundle, "index.mjs"),
  };
}
