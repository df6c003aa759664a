import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { foreignBinaries } from "./elf-machine.ts";
import { LAMBDA_PLATFORM, type Lock, sharpLock } from "./sharp-lock.ts";

const { os: OS, cpu: CPU, libc: LIBC } = LAMBDA_PLATFORM;
const PLATFORM = `${OS}-${CPU}`;

/**
 * Installs sharp as Lambda needs it, whatever machine builds: npm would take the binaries of the one it runs on.
 *
 * @param storeFolder where it is kept for the next build, e.g. `.build/sharp`
 * @param lockFile e.g. `package-lock.json`; what it locks is what is installed
 * @returns a `node_modules` folder with sharp and all that it needs
 * @throws Error when npm fails, or when the folder then holds binaries of another platform
 */
export async function installSharp(storeFolder: string, lockFile: string): Promise<string> {
  const whole: Lock = JSON.parse(await readFile(lockFile, "utf8"));
  const { manifest, lock } = sharpLock(whole);
  const lockText = JSON.stringify(lock, null, 2);
  const folder = join(storeFolder, PLATFORM);
  const kept = await readFile(join(folder, "package-lock.json"), "utf8").catch(() => undefined);
  if (kept !== lockText) await installLocked(folder, manifest, lockText);
  const modules = join(folder, "node_modules");
  const packages = join(modules, "@img");
  const faults = [...sharpBinaryFaults(await readdir(packages)), ...(await foreignBinaries(packages))];
  if (faults.length > 0) throw new Error(`${folder} would not run on Lambda: ${faults.join(", ")}`);
  return modules;
}

/** What only compilers read: sharp's C++, and declarations of types. */
const FOR_COMPILERS = /\/sharp\/src(\/|$)|\.d\.[cm]?ts$/;

/** Puts sharp into a Lambda's folder, as far as it runs. */
export async function addSharp(modules: string, lambdaFolder: string): Promise<void> {
  await cp(modules, join(lambdaFolder, "node_modules"), {
    recursive: true,
    filter: (path) => !FOR_COMPILERS.test(path),
  });
}

/** Elsewhere first: an installation that was interrupted must not pass for a whole one. */
async function installLocked(folder: string, manifest: object, lockText: string): Promise<void> {
  await mkdir(join(folder, ".."), { recursive: true });
  const making = await mkdtemp(`${folder}-`);
  await writeFile(join(making, "package.json"), JSON.stringify(manifest));
  await writeFile(join(making, "package-lock.json"), lockText);
  const platform = [`--os=${OS}`, `--cpu=${CPU}`, `--libc=${LIBC}`];
  const quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--no-bin-links", "--prefer-offline"];
  await promisify(execFile)("npm", ["ci", ...platform, ...quiet], { cwd: making });
  // npm's own note of what it did, which differs from one of its versions to the next.
  await rm(join(making, "node_modules", ".package-lock.json"), { force: true });
  await rm(folder, { recursive: true, force: true });
  await rename(making, folder);
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
