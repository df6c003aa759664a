import { opendir, stat } from "node:fs/promises";
import { extname, join, resolve } from "node:path";

/** A file that is to be uploaded. */
export interface PictureFile {
  /** As the user would write it. */
  readonly path: string;
  readonly absolutePath: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
}

/** A path where there is nothing that can be read. */
export interface UnreadablePath {
  readonly path: string;
  /** The system's word, e.g. `ENOENT`. */
  readonly reason: string;
}

/** What a picture in a folder is called; a file that is named on its own may be called anything. */
const PICTURE_NAMES = new Set([".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".tif", ".tiff"]);

/**
 * Finds the files that paths name: themselves, and in folders and what is below them the pictures.
 *
 * Hidden files and links to folders are left out of folders: the first are nobody's pictures, the second can go in circles.
 */
export async function pictureFiles(paths: readonly string[]): Promise<(PictureFile | UnreadablePath)[]> {
  const found = new Map<string, PictureFile | UnreadablePath>();
  for (const path of paths) {
    for (const each of await filesAt(path)) found.set(resolve(each.path), each);
  }
  return [...found.values()];
}

async function filesAt(path: string): Promise<(PictureFile | UnreadablePath)[]> {
  try {
    const { isFolder, isFile, file } = await lookAt(path);
    if (!isFolder) return [isFile ? file : { path, reason: "it is no file" }];
    const names: string[] = [];
    for await (const entry of await opendir(path)) {
      const isPicture = PICTURE_NAMES.has(extname(entry.name).toLowerCase()) && !entry.isDirectory();
      if (!entry.name.startsWith(".") && (entry.isDirectory() || isPicture)) names.push(entry.name);
    }
    const found: (PictureFile | UnreadablePath)[] = [];
    for (const name of names.sort()) found.push(...(await filesAt(join(path, name))));
    return found;
  } catch (error) {
    return [{ path, reason: (error as NodeJS.ErrnoException).code ?? String(error) }];
  }
}

/** Pipes and devices have names too, and never end. */
async function lookAt(path: string): Promise<{ isFolder: boolean; isFile: boolean; file: PictureFile }> {
  const stats = await stat(path);
  const { size: sizeBytes, mtimeMs: modifiedMs } = stats;
  const file = { path, absolutePath: resolve(path), sizeBytes, modifiedMs };
  return { isFolder: stats.isDirectory(), isFile: stats.isFile(), file };
}
