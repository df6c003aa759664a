import { Agent } from "node:http";
import { ask } from "./ask.ts";

/** What came of a load. */
export interface LoadResult {
  /** From the first request to the last answer. */
  readonly seconds: number;
  /** Milliseconds of each answer. */
  readonly latencies: readonly number[];
  readonly bytes: number;
}

/**
 * Asks for all addresses; each client asks for the next one as soon as it has its answer.
 *
 * @param clients how many ask at once, e.g. `8`
 * @throws Error when one is not answered with a 200
 */
export async function runLoad(
  urls: readonly string[],
  clients: number,
  headers: Readonly<Record<string, string>> = {},
): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const waiting = urls.values();
  const latencies: number[] = [];
  let bytes = 0;
  const client = async () => {
    // One iterator for all clients: what one takes, no other does.
    for (const url of waiting) {
      const asked = performance.now();
      const { body } = await ask(url, agent, headers);
      latencies.push(performance.now() - asked);
      bytes += body.length;
    }
  };
  const began = performance.now();
  try {
    await Promise.all(Array.from({ length: clients }, client));
    return { seconds: (performance.now() - began) / 1000, latencies, bytes };
  } finally {
    agent.destroy();
  }
}
