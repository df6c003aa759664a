import type { IncomingMessage } from "node:http";

/**
 * Reads a request's body whole.
 *
 * @param limitBytes e.g. `6_291_456`
 * @returns `undefined` as soon as the body is known to be longer. Answer then, and leave the connection open: Node drains
 *   the rest, while closing it under the hands of a client that still sends would lose the answer.
 * @throws when the client goes away in the middle
 */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer | undefined> {
  if (Number(request.headers["content-length"] ?? 0) > limitBytes) return undefined;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let sizeBytes = 0;
    request.on("data", (chunk: Buffer) => {
      sizeBytes += chunk.length;
      if (sizeBytes <= limitBytes) {
        chunks.push(chunk);
        return;
      }
      chunks.length = 0;
      resolve(undefined);
    });
    request.on("end", () => resolve(Buffer.concat(chunks)));
    request.on("error", reject);
  });
}
