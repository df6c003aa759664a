/**
 * Why the service cannot start, in one sentence.
 *
 * @param error e.g. the one with which listening failed
 */
export function startFailure(error: unknown, port: number, dataDir: string): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} is in use; stop what listens there, or set PORT to another.`;
    case "ERR_SOCKET_BAD_PORT":
      return "PORT must be a whole number from 0 to 65535.";
    case "EACCES":
    case "EPERM":
    case "EROFS":
    case "ENOTDIR":
    case "EEXIST":
      return `The folder ${dataDir} cannot be written; set DATA_DIR to one that can.`;
    case "ENOSPC":
      return `There is no room left for the folder ${dataDir}.`;
    default:
      return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}
