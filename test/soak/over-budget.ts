import sharp from "sharp";
import type { Figures } from "./figures.ts";
import { startOtherProcess } from "./other-process.ts";
import { createPictureClient, type PictureClient } from "./pictures/picture-client.ts";

/** Seconds of a transformer's life here; its requests have a second and a half less. */
const SETTINGS = { TRANSFORMER_SECONDS: "3" };

/** Noise: its pixels take a tenth of a second of CPU, so that there is time for them, and its encoder two seconds. */
const PICTURE = { width: 2_000, height: 1_500, quality: 80 };

/** Renderings at the same time, and those after which the service is warm. */
const AT_ONCE = 3;
const WARM = 12;

/** By how much a service may have grown. */
const GROWTH = 0.1;

/**
 * Asks for AVIFs that take longer than a request may, several at a time, and looks at what is left when they are given up.
 *
 * @param count e.g. 60
 * @throws Error where none is given up, or one is told anything else than 503; where an honest client is not answered, work is
 *   still under way a minute later, or the service has grown by more than a tenth
 */
export async function soakOverBudget(count: number): Promise<Figures> {
  const service = await startOtherProcess(SETTINGS);
  try {
    const client = await createPictureClient(service, "you");
    const id = await client.uploaded(await noise(), "jpeg");
    await client.settled(id);
    await askTooMuch(client, id, 0, WARM);
    const warmBytes = await service.restingBytes();
    const late = await askTooMuch(client, id, WARM, count);
    const growth = (await service.restingBytes()) / warmBytes - 1;
    const said = `${Math.round(growth * 100)} % of ${Math.round(warmBytes / 2 ** 20)} MiB`;
    if (growth > GROWTH) throw new Error(`the service has grown by ${said}`);
    return { renderings: count, "over their budget": late, "under way in the end": 0, "RSS over the start": said };
  } finally {
    await service.close();
  }
}

async function noise(): Promise<Buffer> {
  const { width, height, quality } = PICTURE;
  const gray = { type: "gaussian", mean: 128, sigma: 40 } as const;
  return sharp({ create: { width, height, channels: 3, background: "gray", noise: gray } })
    .jpeg({ quality })
    .toBuffer();
}

/**
 * @param from the number of the first, each of which is another variant
 * @returns how many were not made in time
 */
async function askTooMuch(client: PictureClient, id: string, from: number, count: number): Promise<number> {
  let late = 0;
  for (let at = from; at < from + count; at += AT_ONCE) {
    const names = Array.from({ length: Math.min(AT_ONCE, from + count - at) }, (_, next) => `n${at + next}`);
    const asked = names.map((name) => client.variant(id, `w=${PICTURE.width}&fmt=avif&q=95&dl=${name}`));
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    if (statuses.some((status) => status !== 503 && status !== 200)) throw new Error(`answered ${statuses.join()}`);
    late += statuses.filter((status) => status === 503).length;
    const { status } = await client.variant(id, "p=small&fmt=jpeg");
    if (status !== 200) throw new Error(`an honest client was answered ${status}`);
  }
  if (late === 0) throw new Error("everything was made in time: ask for more");
  return late;
}
