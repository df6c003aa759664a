import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";

/** What `package.json` exports, and the command line. */
const ENTRIES = ["client", "sign", "next-loader", "unpic-transformer", "cli/main"];

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Builds the client that npm installs: modules for browsers and Node, with their types.
 *
 * @param folder what is made anew, e.g. `dist`
 */
export async function buildClient(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await build({
    absWorkingDir: PROJECT,
    entryPoints: ENTRIES.map((entry) => `client/${entry}.ts`),
    outbase: PROJECT,
    outdir: folder,
    bundle: true,
    // What is not ours is left to the bundler of whoever uses it; Node's modules are reached by servers' entries alone.
    packages: "external",
    splitting: true,
    chunkNames: "client/chunks/[name]-[hash]",
    format: "esm",
    platform: "neutral",
    target: "es2022",
  });
  const compiler = join(PROJECT, "node_modules", ".bin", "tsc");
  const config = join(PROJECT, "client", "build");
  await promisify(execFile)(compiler, ["--project", config, "--outDir", folder], { cwd: PROJECT });
}
