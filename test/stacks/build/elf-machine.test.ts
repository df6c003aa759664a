import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { elfMachine, foreignBinaries } from "../../../stacks/build/elf-machine.ts";

/** The first bytes of a 64-bit little-endian shared object. */
function elf(machine: number): Buffer {
  const header = Buffer.alloc(64);
  header.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  header.writeUInt16LE(3, 16);
  header.writeUInt16LE(machine, 18);
  return header;
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "elf-"));
  await mkdir(join(folder, "lib"));
});
afterEach(() => rm(folder, { recursive: true }));

test("a header tells its machine, and that a file is no ELF file", () => {
  expect(elfMachine(elf(183))).toBe(183);
  expect(elfMachine(elf(62))).toBe(62);
  expect(elfMachine(Buffer.from("#!/bin/sh\nexit 0 # long enough"))).toBeUndefined();
  expect(elfMachine(Buffer.alloc(0))).toBeUndefined();
});

test("native files for 64-bit Arm are accepted", async () => {
  await writeFile(join(folder, "sharp.node"), elf(183));
  await writeFile(join(folder, "lib", "libvips-cpp.so.8.18.3"), elf(183));
  expect(await foreignBinaries(folder)).toEqual([]);
});

test.each([
  ["an x64 file with the name of an arm64 one", "sharp-linux-arm64.node", elf(62)],
  ["a library of another machine", "libvips-cpp.so.42", elf(62)],
  ["a file of another system", "sharp-darwin-arm64.node", Buffer.from("cffaedfe0c000001", "hex")],
])("%s is refused", async (_, name, bytes) => {
  await writeFile(join(folder, "lib", "right.node"), elf(183));
  await writeFile(join(folder, "lib", name), bytes);
  expect(await foreignBinaries(folder)).toHaveLength(1);
});

test("a folder without any native file is refused", async () => {
  expect(await foreignBinaries(folder)).toHaveLength(1);
});
