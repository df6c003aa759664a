import { StartRefusal } from "./start-refusal.ts";

/** The file system's ways of saying that a folder cannot be written. */
const UNWRITABLE = new Set(["ENOENT", "EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST", "EISDIR"]);

/**
 * Why something cannot start, in one sentence; what we did not foresee comes with its stack.
 *
 * @param error e.g. the one with which listening failed
 */
export function startFailure(error: unknown, port: number, dataDir: string): string {
  if (error instanceof StartRefusal) return error.message;
  const { code = "", syscall } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") return `Port ${port} is in use; stop what listens there, or set PORT to another.`;
  if (code === "ERR_SOCKET_BAD_PORT") return "PORT must be a whole number from 0 to 65535.";
  if (code === "EACCES" && syscall === "listen")
    return `Port ${port} may not be used by you; set PORT to one over 1023.`;
  if (UNWRITABLE.has(code)) return `The folder ${dataDir} cannot be written; set DATA_DIR to one that can.`;
  if (code === "ENOSPC") return `There is no room left for the folder ${dataDir}.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
