import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A listening HTTP server that only this machine can reach. */
export interface LoopbackServer {
  /** e.g. `http://127.0.0.1:41873`, without a slash at the end */
  readonly url: string;
  /** Ends every connection, kept alive or busy, and frees the port. */
  close(): Promise<void>;
}

/** Milliseconds that an idle connection is kept, longer than the SDK keeps one, which would else meet a closed one. */
const KEEP_ALIVE_MS = 65_000;

/** Bytes of a request's headers: what CloudFront takes, and what it adds. */
const HEADER_BYTES = 40_000;

/** Answers one request; what it throws becomes a 500, or a cut connection if the answer has begun. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Serves HTTP on the loopback address.
 *
 * @param port 0 takes a free one
 */
export async function listen(answer: Answer, port = 0): Promise<LoopbackServer> {
  const server = createServer({ maxHeaderSize: HEADER_BYTES }, (request, response) => {
    answer(request, response).catch((error: unknown) => failed(response, error));
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  // A server that listens on TCP has an AddressInfo; only pipes have text.
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}`,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function failed(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  response.writeHead(500, { "content-type": "text/plain; charset=utf-8" });
  response.end(error instanceof Error ? error.stack : String(error));
}
