import { createHash } from "node:crypto";
import { once } from "node:events";
import { access, constants, realpath, rm } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeFolder } from "./data-folder.ts";
import { hasCode } from "./error-code.ts";
import { StartRefusal } from "./start-refusal.ts";

/** Bytes that the path of a socket may surely have: macOS takes 104, Linux 108, the end's zero included. */
const SOCKET_PATH_BYTES = 100;

/**
 * Keeps a second service out of a data folder, by a socket that goes with its process, however that ends.
 *
 * @returns gives the folder free again
 * @throws StartRefusal when another service has it, or the file system's error when it cannot be made or written
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await makeFolder(folder);
  // The socket's own refusal would look like that of a port.
  await access(folder, constants.W_OK);
  const path = socketPath(await realpath(folder));
  const server = await listening(path).catch(async (error: unknown) => {
    if (!hasCode(error, "EADDRINUSE")) throw error;
    if (await isAnswered(path)) {
      throw new StartRefusal(`The folder ${folder} is in use by another Darkroom; stop it or set DATA_DIR.`);
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

/** In the folder itself, which is the same to everybody, unless its path is too long. */
function socketPath(folder: string): string {
  const path = join(folder, "lock.sock");
  if (Buffer.byteLength(path) < SOCKET_PATH_BYTES) return path;
  const name = createHash("sha256").update(folder).digest("hex").slice(0, 32);
  return join(tmpdir(), `darkroom-${name}.sock`);
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
