import { expect, test } from "vitest";
import packageLock from "../../../package-lock.json" with { type: "json" };
import { type Lock, sharpLock } from "../../../stacks/build/sharp-lock.ts";

const LOCK: Lock = packageLock;

test("Lambda's sharp is locked to what this repository locks, and to nothing more", () => {
  const { packages } = sharpLock(LOCK).lock;
  expect(Object.keys(packages).sort()).toEqual([
    "",
    "node_modules/@img/colour",
    "node_modules/@img/sharp-libvips-linux-arm64",
    "node_modules/@img/sharp-linux-arm64",
    "node_modules/detect-libc",
    "node_modules/semver",
    "node_modules/sharp",
  ]);
  for (const [path, found] of Object.entries(packages)) {
    if (path !== "")
      expect(found).toMatchObject({ integrity: (LOCK.packages[path] as { integrity?: string }).integrity });
  }
});

test("the packages of other platforms are not even asked for", () => {
  const { packages } = sharpLock(LOCK).lock;
  expect(Object.keys(packages["node_modules/sharp"]?.optionalDependencies ?? {}).sort()).toEqual([
    "@img/sharp-libvips-linux-arm64",
    "@img/sharp-linux-arm64",
  ]);
});

test("a lock file without something that sharp needs is refused", () => {
  const { "node_modules/detect-libc": _, ...packages } = LOCK.packages;
  expect(() => sharpLock({ ...LOCK, packages })).toThrow(/detect-libc/);
});
