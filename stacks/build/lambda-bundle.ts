import { rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { build, type Metafile } from "esbuild";
import { fontFolders } from "./lambda-fonts.ts";

/** CommonJS packages in the bundle ask for Node's modules by `require`, which an ES module does not have. */
const REQUIRE = 'import{createRequire as nodeRequire}from"node:module";const require=nodeRequire(import.meta.url);';

/** What a Lambda's code asks of sharp. */
export interface LambdaBundle {
  /** It has to lie beside the code. */
  readonly usesSharp: boolean;
  /** A cold start loads it, whatever the request is. */
  readonly startsWithSharp: boolean;
  /** Bytes of code that a cold start reads, whatever the request is. */
  readonly startBytes: number;
  /** Where fonts have to lie. */
  readonly fontFolders: readonly string[];
}

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
  // Node looks for the nearest package.json to tell what kind of modules these are.
  await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  const index = relative("", join(folder, "index.mjs")).replaceAll("\\", "/");
  const loaded = loadedAtStart(metafile, index);
  return {
    usesSharp: Object.values(metafile.outputs).some((file) => file.imports.some(({ path }) => path === "sharp")),
    startsWithSharp: loaded.has("sharp"),
    fontFolders: fontFolders(metafile),
    startBytes: [...loaded].reduce((sum, file) => sum + (metafile.outputs[file]?.bytes ?? 0), 0),
  };
}

/** Everything that the import of one file brings along at once. */
function loadedAtStart({ outputs }: Metafile, file: string, loaded = new Set<string>()): ReadonlySet<string> {
  if (loaded.has(file)) return loaded;
  loaded.add(file);
  const eager = outputs[file]?.imports.filter(({ kind }) => kind !== "dynamic-import") ?? [];
  for (const { path } of eager) loadedAtStart({ inputs: {}, outputs }, path, loaded);
  return loaded;
}
