import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

/** Somebody's own web server, at an origin that is not the service's. */
export interface PageServer {
  /** e.g. `http://127.0.0.1:40123` */
  readonly origin: string;
  close(): void;
}

const TYPES: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

/**
 * Serves a folder's files.
 *
 * @param port one that the service has been told of; else a free one
 */
export async function servePages(folder: string, port = 0): Promise<PageServer> {
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url ?? "/", "http://host.invalid").pathname);
    const file = join(folder, path === "/" ? "index.html" : path);
    const bytes = await readFile(file).catch(() => undefined);
    response.writeHead(bytes === undefined ? 404 : 200, { "content-type": TYPES[extname(file)] ?? "text/plain" });
    response.end(bytes);
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  // A server that listens on TCP has an AddressInfo; only pipes have text.
  const { port: taken } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${taken}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
