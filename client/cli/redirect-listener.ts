import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { timeLimit } from "../../lib/time-limit.ts";
import { CommandFailure, EXIT_CODES } from "./failure.ts";

/** Where a browser comes back to after somebody has signed in. */
export interface RedirectListener {
  /** e.g. `http://localhost:8976/callback` */
  readonly redirectUri: string;
  /** The address that the browser came back with. */
  arrival(signal: AbortSignal): Promise<URL>;
  close(): void;
}

/** Milliseconds in which somebody signs in, a new password and a second factor included. */
const SIGN_IN_MS = 10 * 60_000;

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Darkroom</title>
<p>The browser has done its part; the command line has the rest. This page can be closed.</p></html>`;

/**
 * Listens on the loopback address.
 *
 * @param port one that the issuer knows, or 0 for a free one where it takes any
 * @throws CommandFailure when something else listens there
 * @see RFC 8252 §7.3
 */
export async function openRedirectListener(port: number): Promise<RedirectListener> {
  let arrive: (url: URL) => void = () => {};
  const arrived = new Promise<URL>((resolve) => {
    arrive = resolve;
  });
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", redirectUri);
    const isCallback = request.method === "GET" && url.pathname === "/callback";
    response.writeHead(isCallback ? 200 : 404, { "content-type": "text/html; charset=utf-8", connection: "close" });
    response.end(isCallback ? PAGE : "");
    if (isCallback) arrive(url);
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening").catch((cause: unknown) => {
    throw new CommandFailure(`Port ${port} is in use; darkroom login --port takes another.`, EXIT_CODES.failed, {
      cause,
    });
  });
  // A server that listens on TCP has an AddressInfo; only pipes have text.
  const redirectUri = `http://localhost:${(server.address() as AddressInfo).port}/callback`;
  return {
    redirectUri,
    arrival: (signal) => Promise.race([arrived, ending(timeLimit(SIGN_IN_MS, signal))]),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function ending(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) await once(signal, "abort");
  const isTimeout = signal.reason instanceof DOMException && signal.reason.name === "TimeoutError";
  if (!isTimeout) throw signal.reason;
  throw new CommandFailure("Nobody has signed in for ten minutes; run darkroom login again.", EXIT_CODES.notSignedIn);
}
