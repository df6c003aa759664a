import { createHash } from "node:crypto";
import { chmod, readdir, readFile, utimes } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { deflateRawSync } from "node:zlib";

/** The first moment that a zip can name; what a build machine's clock and umask say is no part of the code. */
const SEALED_AT = new Date("1980-01-01T00:00:00Z");
const FILE_MODE = 0o644;

/** Bytes that a zip has for each file beside its data and twice its name, and once at its end. */
const ENTRY_BYTES = 30 + 46;
const END_BYTES = 22;

/** What a folder is when it is deployed. */
export interface SealedFolder {
  /** Bytes of a zip of it. */
  readonly zipBytes: number;
  /** Hex SHA-256 over names and bytes of all files; the same whenever and wherever it is built. */
  readonly sha256: string;
}

/** Gives every file the same mode and time, so that a zip of the folder is the same bit for bit. */
export async function sealFolder(folder: string): Promise<SealedFolder> {
  const hash = createHash("sha256");
  let zipBytes = END_BYTES;
  for (const name of await filesIn(folder)) {
    const path = join(folder, name);
    await chmod(path, FILE_MODE);
    await utimes(path, SEALED_AT, SEALED_AT);
    const bytes = await readFile(path);
    hash.update(`${name}\n${bytes.length}\n`).update(bytes);
    zipBytes += deflateRawSync(bytes).length + ENTRY_BYTES + 2 * Buffer.byteLength(name);
  }
  return { zipBytes, sha256: hash.digest("hex") };
}

/** Paths below a folder with `/` between, in one order on every machine. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory());
  const link = files.find((entry) => !entry.isFile());
  if (link !== undefined) throw new Error(`${join(link.parentPath, link.name)} is no plain file`);
  return files.map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, "/")).sort();
}
