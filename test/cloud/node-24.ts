import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/**
 * The Node that Lambda runs, whichever runs the tests: npm has its binaries as a package.
 *
 * @param folder an empty one
 * @returns the path of the binary
 */
export async function installNode24(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), '{ "private": true }\n');
  const quiet = ["--no-audit", "--no-fund", "--no-package-lock"];
  await promisify(execFile)("npm", ["install", ...quiet, "node@24"], { cwd: folder });
  return join(folder, "node_modules", "node", "bin", "node");
}
