import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { hasCode } from "./error-code.ts";

/**
 * Makes a folder and those above it, unless they exist.
 *
 * One by one: Node's own recursion never ends where a file system says ENOENT to every new folder, as /proc does.
 *
 * @param folder e.g. `.local`
 * @throws the file system's error
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await makeOne(folder);
  } catch (error) {
    if (!hasCode(error, "ENOENT") || dirname(folder) === folder) throw error;
    await makeFolder(dirname(folder));
    await makeOne(folder);
  }
}

async function makeOne(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    if (!hasCode(error, "EEXIST") || !(await stat(folder)).isDirectory()) throw error;
  }
}
