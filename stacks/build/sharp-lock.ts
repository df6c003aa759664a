/** One package in a lock file of npm, as far as it is read here. */
interface LockedPackage {
  readonly version: string;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** A lock file of npm, version 3. */
export interface Lock {
  readonly lockfileVersion: number;
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/** Where Lambda runs it. */
export const LAMBDA_PLATFORM = { os: "linux", cpu: "arm64", libc: "glibc" } as const;

/**
 * The part of this repository's lock file that sharp hangs on, as the lock file of a folder that needs nothing else.
 *
 * With it npm installs, and proves by their hashes, the very packages that the tests ran with; a version alone would leave
 * what sharp depends on to the day of the build. Other platforms' packages are left out, since versions of npm differ in
 * which of them they skip.
 *
 * @param lock the repository's `package-lock.json`, read
 * @returns manifest and lock of the folder
 * @throws Error when the lock file has no sharp, or not what it depends on
 */
export function sharpLock(lock: Lock): { manifest: object; lock: Lock } {
  const packages: Record<string, LockedPackage> = {};
  collect(lock, "sharp", packages);
  const dependencies = { sharp: packages["node_modules/sharp"]!.version };
  const root = { version: "0.0.0", dependencies };
  return {
    manifest: { private: true, type: "module", dependencies },
    lock: { lockfileVersion: lock.lockfileVersion, packages: { "": root, ...packages } },
  };
}

function collect(lock: Lock, name: string, packages: Record<string, LockedPackage>): void {
  const path = `node_modules/${name}`;
  const found = lock.packages[path];
  if (found === undefined) throw new Error(`package-lock.json has no ${name}, which sharp needs`);
  if (packages[path] !== undefined) return;
  const { optionalDependencies = {}, ...rest } = found;
  const needed = Object.entries(optionalDependencies).filter(([each]) => runsOnLambda(lock, each));
  packages[path] = needed.length === 0 ? rest : { ...rest, optionalDependencies: Object.fromEntries(needed) };
  for (const each of Object.keys({ ...rest.dependencies, ...Object.fromEntries(needed) }))
    collect(lock, each, packages);
}

function runsOnLambda(lock: Lock, name: string): boolean {
  const found = lock.packages[`node_modules/${name}`];
  if (found === undefined) return false;
  const { os, cpu, libc } = LAMBDA_PLATFORM;
  return found.os?.includes(os) === true && found.cpu?.includes(cpu) === true && found.libc?.includes(libc) !== false;
}
