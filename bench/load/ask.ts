import { type Agent, get, type IncomingHttpHeaders } from "node:http";

/** Milliseconds that an answer may take; bare sharp needs seconds for an AVIF when clients wait, and minutes on a busy machine. */
const PATIENCE_MS = 300_000;

/** An answer that is whole. */
export interface Answer {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/**
 * Gets an address.
 *
 * @throws Error with the status and what was said, for anything but a 200, or when it takes longer than five minutes
 */
export function ask(url: string, agent: Agent, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const request = get(url, { agent, headers, signal }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.once("error", reject);
      response.once("end", () => {
        const body = Buffer.concat(parts);
        if (response.statusCode === 200) resolve({ headers: response.headers, body });
        else reject(new Error(`${url} was answered ${response.statusCode}: ${body.toString("utf8", 0, 300)}`));
      });
    });
    request.once("error", reject);
  });
}
