import { listKeys } from "../../lib/aws/list-keys.ts";
import { MAX_VARIANTS } from "../../lib/limits.ts";
import { quadrants } from "../pictures/quadrants.ts";
import type { Figures } from "./figures.ts";
import { watchMemory } from "./memory.ts";
import { startOtherProcess } from "./other-process.ts";
import { createPictureClient } from "./pictures/picture-client.ts";

/** Sizes of the ladder that a small picture has; others become one of them. */
const WIDTHS = [16, 24, 32, 48, 50, 64, 96, 100, 128, 150, 200, 250, 256, 300, 320, 350, 360, 375, 390, 400];

/** Qualities, in the steps that there are of them. */
const QUALITIES = 20;

/** URLs that are asked for at the same time. */
const AT_ONCE = 8;

/**
 * Asks for as many different variants of one image as a walker through URLs would, without a signature.
 *
 * @param count URLs, e.g. 10,000
 * @throws Error where more are kept than `MAX_VARIANTS`, or one is answered otherwise than with a picture or 429
 */
export async function soakBound(count: number): Promise<Figures> {
  const service = await startOtherProcess();
  try {
    const client = await createPictureClient(service, "you");
    const id = await client.uploaded(await quadrants(600, 400).jpeg().toBuffer(), "jpeg");
    await client.settled(id);
    const ofImage = async () => (await listKeys(service.environment)).variants.filter((key) => key.includes(id));
    const renditions = (await ofImage()).length;
    const memory = watchMemory(service, count);
    const statuses = new Map<number, number>();
    for (let from = 0; from < count; from += AT_ONCE) {
      await memory.look(from);
      const queries = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, at) => queryOf(from + at));
      for (const { status } of await Promise.all(queries.map((query) => client.variant(id, query)))) {
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    }
    const odd = [...statuses.keys()].filter((status) => status !== 200 && status !== 429);
    if (odd.length > 0) throw new Error(`answered ${odd.join()}`);
    const kept = (await ofImage()).length - renditions;
    if (kept > MAX_VARIANTS) throw new Error(`${kept} unsigned variants are kept`);
    const answered = { "answered 200": statuses.get(200) ?? 0, "answered 429": statuses.get(429) ?? 0 };
    return { URLs: count, ...answered, "variants kept": kept, "RSS over the start": await memory.growth() };
  } finally {
    await service.close();
  }
}

/** Another variant for each number: width, quality, blur. */
function queryOf(number: number): string {
  const width = WIDTHS[number % WIDTHS.length];
  const quality = 5 + 5 * (Math.floor(number / WIDTHS.length) % QUALITIES);
  const blur = 1 + Math.floor(number / WIDTHS.length / QUALITIES);
  return `w=${width}&q=${quality}&blur=${blur}&fmt=jpeg`;
}
