import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const PLATFORM = "linux-arm64";

/**
 * Installs sharp as Lambda needs it, whatever machine builds: npm would take the binaries of the one it runs on.
 *
 * @param folder a Lambda's own folder, with a package.json
 * @param version e.g. `0.35.5`
 * @throws Error when npm fails, or when the folder then holds binaries of another platform
 */
export async function installSharp(folder: string, version: string): Promise<void> {
  const platform = ["--os=linux", "--cpu=arm64", "--libc=glibc"];
  const quiet = ["--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"];
  await promisify(execFile)("npm", ["install", ...platform, ...quiet, `sharp@${version}`], { cwd: folder });
  const faults = sharpBinaryFaults(await readdir(join(folder, "node_modules", "@img")));
  if (faults.length > 0) throw new Error(`${folder} would not run on Lambda: ${faults.join(", ")}`);
}

/**
 * What is wrong with the binaries that came along with sharp.
 *
 * @param packages the folders under `@img`, e.g. `["colour", "sharp-linux-arm64", "sharp-libvips-linux-arm64"]`
 */
export function sharpBinaryFaults(packages: readonly string[]): string[] {
  const wanted = [`sharp-${PLATFORM}`, `sharp-libvips-${PLATFORM}`];
  const missing = wanted.filter((name) => !packages.includes(name)).map((name) => `@img/${name} is missing`);
  const foreign = packages.filter((name) => name.startsWith("sharp-") && !wanted.includes(name));
  return [...missing, ...foreign.map((name) => `@img/${name} is for another platform`)];
}
