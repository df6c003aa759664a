import { Agent } from "node:http";
import { ask } from "../load/ask.ts";
import type { Picture } from "../pictures/picture.ts";
import { seedCatalogue } from "./seed-catalogue.ts";
import { type Service, startLocalService } from "./service.ts";

/** What is done to a service, in this order. */
export const ACTS = ["upload", "miss", "hit", "delete"] as const;
export type Act = (typeof ACTS)[number];

/** A service that keeps many images. */
export interface FilledService {
  /** Does a thing, with another image whenever `ACTS` begin anew; returns milliseconds. */
  time(act: Act): Promise<number>;
  close(): Promise<void>;
}

/** What a service is filled with. */
export interface Filling {
  /** An empty one. */
  readonly dataDir: string;
  readonly folder: string;
  readonly picture: Picture;
  /** How many copies of it. */
  readonly images: number;
}

/** Fills a service with copies of a picture, and starts it. */
export async function openFilledService(
  { dataDir, folder, picture, images }: Filling,
  told: (progress: string) => void,
): Promise<FilledService> {
  told("uploading one");
  const first = await startLocalService(dataDir);
  const { id } = await first.upload(folder, picture).finally(first.close);
  const ids = await seedCatalogue(dataDir, id, images, (progress) => told(`copying its ${progress}`));
  told("starting");
  const service = await startLocalService(dataDir);
  const agent = new Agent({ keepAlive: true });
  const acts = actsOn(service, agent, () => service.upload(folder, picture));
  let at = 0;
  return {
    async time(act) {
      const milliseconds = await acts[act](ids[at]!);
      if (act === "delete") at++;
      return milliseconds;
    },
    async close() {
      agent.destroy();
      await service.close();
    },
  };
}

/** Each act takes an image's id, and returns milliseconds. */
function actsOn(service: Service, agent: Agent, upload: () => Promise<{ readonly answeredMs: number }>) {
  const small = (id: string) => timed(() => ask(`${service.url}/images/${id}/transformation?w=300&fmt=jpeg`, agent));
  return {
    upload: async () => (await upload()).answeredMs,
    miss: small,
    async hit(id: string) {
      await fetch(`${service.url}/_local/edge/empty`, { method: "POST" });
      return small(id);
    },
    delete: (id: string) =>
      timed(async () => {
        const headers = { authorization: `Bearer ${service.token}` };
        const { status } = await fetch(`${service.url}/images/${id}`, { method: "DELETE", headers });
        if (status !== 204) throw new Error(`${id} was not deleted: ${status}`);
      }),
  } satisfies Record<Act, (id: string) => Promise<number>>;
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}
