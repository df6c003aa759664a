import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** The `e_machine` of 64-bit Arm. */
const AARCH64 = 0xb7;

const MAGIC = Buffer.from([0x7f, 0x45, 0x4c, 0x46]);

/**
 * What an ELF file runs on.
 *
 * @returns the header's `e_machine`, e.g. 183 for 64-bit Arm and 62 for x86-64; `undefined` for what is no ELF file
 * @see https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html
 */
export function elfMachine(bytes: Uint8Array): number | undefined {
  const header = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (header.length < 20 || !header.subarray(0, 4).equals(MAGIC)) return undefined;
  return header.readUInt16LE(18);
}

/**
 * The native files below a folder that are not for 64-bit Arm; their names alone would believe a package's label.
 *
 * @param folder e.g. `.build/api/node_modules/@img`
 * @returns one sentence each; also when there is no native file at all
 */
export async function foreignBinaries(folder: string): Promise<string[]> {
  const natives = (await readdir(folder, { recursive: true })).filter((name) => /\.(node|so(\.\d+)*)$/.test(name));
  if (natives.length === 0) return [`${folder} holds no native file`];
  const faults = await Promise.all(
    natives.map(async (name) => {
      const machine = elfMachine(await readFile(join(folder, name)));
      return machine === AARCH64 ? [] : [`${name} is for machine ${machine ?? "unknown"}, not ${AARCH64} (aarch64)`];
    }),
  );
  return faults.flat();
}
