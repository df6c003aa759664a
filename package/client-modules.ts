import { type BuildOptions, build } from "esbuild";
import { compile } from "./compile.ts";

/** What can be imported; its types are those of `client.tsconfig.json`. */
const MODULES = ["client/client.ts", "client/sign.ts", "client/next-loader.ts", "client/unpic-transformer.ts"];

const COMMAND = "client/cli/main.ts";

/** CommonJS packages in the bundle ask for Node's modules by `require`, which an ES module does not have. */
const COMMAND_HEAD = `#!/usr/bin/env node
import { createRequire as nodeRequire } from "node:module"; const require = nodeRequire(import.meta.url);`;

const MADE: BuildOptions = { bundle: true, splitting: true, format: "esm", target: "es2022", outbase: "." };

/**
 * Builds the client: modules for browsers and Node with their types, and the command line with all that it needs.
 *
 * @param folder e.g. `.build/package/dist`
 */
export async function buildClientModules(folder: string): Promise<void> {
  // Node's own modules are reached by servers' entries alone.
  const forPages: BuildOptions = { platform: "neutral", external: ["node:*"], mainFields: ["module", "main"] };
  await build({
    ...MADE,
    ...forPages,
    entryPoints: MODULES,
    outdir: folder,
    chunkNames: "client/chunks/[name]-[hash]",
  });
  await build({
    ...MADE,
    platform: "node",
    entryPoints: [COMMAND],
    outdir: folder,
    chunkNames: "client/cli/chunks/[name]-[hash]",
    banner: { js: COMMAND_HEAD },
  });
  await compile("package/client.tsconfig.json", folder);
}
