import { Agent as HttpAgent, type IncomingMessage, request as openHttp } from "node:http";
import { Agent as HttpsAgent, request as openHttps } from "node:https";
import type { Socket } from "node:net";

/** A request as it is sent, and how long it may take. */
export interface WireRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer | undefined;
  /** Milliseconds to connect, and of silence before and within the answer. */
  readonly limits: { readonly connectionTimeout: number; readonly socketTimeout: number };
  /** Each of them ends it. */
  readonly signals: readonly AbortSignal[];
}

/** An answer, whole. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

/** Connections outlive their requests: to open one takes longer than most requests. */
const AGENTS = {
  http: new HttpAgent({ keepAlive: true }),
  https: new HttpsAgent({ keepAlive: true }),
};

/**
 * Sends one request and reads its answer whole, whatever its status.
 *
 * @throws Error `TimeoutError` where one of the limits is over, `AbortError` where a signal has ended it, Node's own with a
 *   code (`ECONNRESET`) where the connection breaks, in the middle of the answer too
 */
export function exchange({ method, url, headers, body, limits, signals }: WireRequest): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    const [open, agent] = url.protocol === "https:" ? [openHttps, AGENTS.https] : [openHttp, AGENTS.http];
    const asked = open(url, { method, headers, agent }, (response) => {
      const pieces: Buffer[] = [];
      response.on("data", (piece: Buffer) => pieces.push(piece));
      response.once("error", reject);
      response.once("end", () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(pieces) });
      });
    });
    const end = () => asked.destroy(named("AbortError", "The request was given up."));
    for (const signal of signals) {
      if (signal.aborted) end();
      signal.addEventListener("abort", end, { once: true });
    }
    asked.once("close", () => {
      for (const signal of signals) signal.removeEventListener("abort", end);
    });
    asked.once("socket", (socket: Socket) => limitConnecting(socket, url, limits.connectionTimeout));
    asked.setTimeout(limits.socketTimeout, () => asked.destroy(late(url, limits.socketTimeout)));
    asked.once("error", reject);
    asked.end(body);
  });
}

/** A socket that was kept from an earlier request has connected already. */
function limitConnecting(socket: Socket, url: URL, milliseconds: number): void {
  if (!socket.connecting) return;
  const timer = setTimeout(() => socket.destroy(late(url, milliseconds)), milliseconds);
  const stop = () => clearTimeout(timer);
  socket.once("connect", stop);
  socket.once("close", stop);
}

function late({ host }: URL, milliseconds: number): Error {
  return named("TimeoutError", `${host} was silent for ${milliseconds} ms.`);
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}
