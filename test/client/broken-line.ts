import { once } from "node:events";
import { createServer, request as forward } from "node:http";
import type { AddressInfo } from "node:net";

/** A line to a service that can be cut: requests arrive there, and their answers are lost. */
export interface BrokenLine {
  readonly url: string;
  /** How many of the next answers are lost. */
  loses: number;
  readonly requests: string[];
  close(): Promise<void>;
}

/**
 * Opens a line to a service on this machine.
 *
 * @param target e.g. `http://127.0.0.1:8787`
 */
export async function openBrokenLine(target: string): Promise<BrokenLine> {
  const { port } = new URL(target);
  const server = createServer((asked, response) => {
    line.requests.push(`${asked.method} ${asked.url}`);
    const isLost = line.loses > 0;
    if (isLost) line.loses--;
    const { method, url: path, headers } = asked;
    const onwards = forward({
      port,
      host: "127.0.0.1",
      method,
      path,
      headers: { ...headers, host: `127.0.0.1:${port}` },
    });
    onwards.on("response", (answer) => {
      if (isLost) return void answer.resume().on("end", () => asked.socket.destroy());
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    asked.pipe(onwards);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const line: BrokenLine = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    loses: 0,
    requests: [],
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
  return line;
}
