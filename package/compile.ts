import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

/**
 * Runs the TypeScript compiler.
 *
 * @param settings e.g. `package/client.tsconfig.json`
 * @param folder where what it makes goes, e.g. `.build/package/dist`
 * @throws Error with what the compiler has to say
 */
export async function compile(settings: string, folder: string): Promise<void> {
  const compiler = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");
  await promisify(execFile)(process.execPath, [compiler, "--project", settings, "--outDir", folder]);
}
