import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build, type Metafile } from "esbuild";

/** CommonJS packages in the bundle ask for Node's modules by `require`, which an ES module does not have. */
const REQUIRE = 'import{createRequire as nodeRequire}from"node:module";const require=nodeRequire(import.meta.url);';

/** Whether a Lambda folder asks for sharp at run time, so that it has to hold it. */
export type LambdaBundle = { readonly sizeBytes: number; readonly usesSharp: boolean };

/**
 * Bundles a Lambda function into a folder of its own, `index.mjs` with the export `handler`; what the code imports
 * lazily stays in files of its own that a cold start does not read.
 *
 * @param entry e.g. `edge/transformer.lambda.ts`
 * @param folder e.g. `.build/transformer`; whatever it held is gone
 * @throws esbuild's BuildFailure, naming file and line
 */
export async function bundleLambda(entry: string, folder: string): Promise<LambdaBundle> {
  await rm(folder, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: { index: entry },
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    chunkNames: "chunks/[name]-[hash]",
    bundle: true,
    splitting: true,
    minify: true,
    metafile: true,
    format: "esm",
    platform: "node",
    target: "node24",
    mainFields: ["module", "main"],
    external: ["sharp"],
    banner: { js: REQUIRE },
    legalComments: "none",
    logLevel: "silent",
  });
  // npm looks for the nearest package.json; without one of its own it would install into the repository.
  await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  return measure(metafile);
}

function measure({ outputs }: Metafile): LambdaBundle {
  const files = Object.values(outputs);
  return {
    sizeBytes: files.reduce((sum, file) => sum + file.bytes, 0),
    usesSharp: files.some((file) => file.imports.some(({ path }) => path === "sharp")),
  };
}
