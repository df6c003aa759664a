import { quadrants } from "../pictures/quadrants.ts";
import type { Figures } from "./figures.ts";
import { watchMemory } from "./memory.ts";
import { startOtherProcess } from "./other-process.ts";
import { createPictureClient } from "./pictures/picture-client.ts";

/** Clients that ask at the same time. */
const AT_ONCE = 8;

/** Milliseconds after which a client hangs up, at the most; a rendering of this picture takes longer. */
const PATIENCE_MS = 60;

const SETTINGS = { MAX_VARIANTS: "1000000" };

/**
 * Asks for variants that nobody has made, and hangs up while they are being made.
 *
 * @param count e.g. 2,000
 * @throws Error where an honest client is not answered in between, or the service has grown by more than a tenth
 */
export async function soakHangUps(count: number, random: () => number): Promise<Figures> {
  const service = await startOtherProcess(SETTINGS);
  try {
    const client = await createPictureClient(service, "you");
    const id = await client.uploaded(await quadrants(1_600, 1_200).jpeg().toBuffer(), "jpeg");
    await client.settled(id);
    const memory = watchMemory(service, count);
    let hungUp = 0;
    for (let from = 0; from < count; from += AT_ONCE) {
      await memory.look(from);
      const asked = Array.from({ length: AT_ONCE }, async (_, at) => {
        const query = `rect=${from + at + 1},0,900,900&w=800&fmt=webp`;
        const signal = AbortSignal.timeout(Math.ceil(random() * PATIENCE_MS));
        const answer = fetch(`${service.url}/images/${id}/transformation?${query}`, { signal });
        await answer.then((whole) => whole.arrayBuffer()).catch(() => hungUp++);
      });
      await Promise.all(asked);
      const { status } = await client.variant(id, "p=medium");
      if (status !== 200) throw new Error(`an honest client was answered ${status}`);
    }
    return { requests: count, "hung up": hungUp, "RSS over the start": await memory.growth() };
  } finally {
    await service.close();
  }
}
