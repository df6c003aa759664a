import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Keeps a second service out of a data folder.
 *
 * @returns gives the folder free again
 * @throws Error with a sentence, when a living process has it or it cannot be written
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, "service.pid");
  await mkdir(folder, { recursive: true });
  const holder = Number(await readFile(file, "utf8").catch(() => "0"));
  if (holder > 0 && holder !== process.pid && isAlive(holder)) {
    throw new Error(`The folder ${folder} is in use by another Darkroom (process ${holder}); stop it or set DATA_DIR.`);
  }
  await writeFile(file, `${process.pid}`);
  return () => rm(file, { force: true });
}

/** Signal 0 reaches nobody and tells who is there. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
