import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdir, realpath, rm } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Another service has the folder. */
export class FolderInUse extends Error {}

/**
 * Keeps a second service out of a data folder, by a socket that goes with its process, however that ends.
 *
 * @returns gives the folder free again
 * @throws FolderInUse, or the file system's error when the folder cannot be made
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true });
  const name = createHash("sha256")
    .update(await realpath(folder))
    .digest("hex")
    .slice(0, 32);
  // A socket's path may have about 100 characters; a folder's may be longer.
  const path = join(tmpdir(), `darkroom-${name}.sock`);
  const server = await listening(path).catch(async (error: unknown) => {
    if (!isCode(error, "EADDRINUSE")) throw error;
    if (await isAnswered(path)) {
      throw new FolderInUse(`The folder ${folder} is in use by another Darkroom; stop it or set DATA_DIR.`);
    }
    await rm(path, { force: true });
    return listening(path);
  });
  server.unref();
  return async () => {
    server.close();
    await once(server, "close");
  };
}

async function listening(path: string): Promise<Server> {
  const server = createServer((socket) => socket.end());
  server.listen(path);
  await once(server, "listening");
  return server;
}

/** What a dead process left answers nobody. */
async function isAnswered(path: string): Promise<boolean> {
  const socket = connect(path);
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
