import { mkdtemp } from "node:fs/promises";
import { Agent } from "node:http";
import { join } from "node:path";
import { seedCatalogue } from "../contestants/seed-catalogue.ts";
import { type Service, startLocalService } from "../contestants/service.ts";
import { ask } from "../load/ask.ts";
import type { Picture } from "../pictures/picture.ts";
import { opaqueStills } from "../pictures/selection.ts";
import { figure } from "../report/text.ts";
import { median } from "../statistics.ts";
import type { Bench, Section } from "./section.ts";

/** How often each thing is done, one after the other. */
const TIMES = 15;

/** Long edge in px from which a picture has a mezzanine. */
const LEAST_PX = 1_400;

/** Whether an answer takes longer the more images there are. */
export const catalogue: Section = async (bench) => {
  const large = opaqueStills(bench.album.pictures).filter(({ width, height }) => Math.max(width, height) >= LEAST_PX);
  const picture = large.toSorted((a, b) => a.megapixels - b.megapixels)[0];
  if (picture === undefined) throw new Error(`The catalogue takes an opaque picture of at least ${LEAST_PX} px.`);
  const measured: Record<string, Record<string, number[]>> = {};
  for (const count of bench.catalogues) measured[count] = await timesAmong(bench, picture, count);
  const acts = ["upload", "miss", "hit", "delete"];
  const rows = Object.entries(measured).map(([count, times]) => [
    `${count} images`,
    ...acts.map((act) => `${figure(median(times[act]!))} ms`),
  ]);
  return {
    section: "catalogue",
    title: `The same service with more images: medians of ${TIMES}, ${picture.name}`,
    tables: [{ columns: ["", ...acts], rows }],
    measured,
    bars: [],
    criteria: [],
    notes: [
      "Upload: until its answer. Miss: a JPEG of 300 px of a seeded image. Hit: the same from the variant bucket.",
    ],
  };
};

async function timesAmong(bench: Bench, picture: Picture, count: number): Promise<Record<string, number[]>> {
  const dataDir = await mkdtemp(join(bench.scratch, "catalogue-"));
  const first = await startLocalService(dataDir);
  const { id } = await first.upload(bench.album.folder, picture).finally(first.close);
  bench.told(`seeding ${count} images`);
  const ids = await seedCatalogue(dataDir, id, count);
  const service = await startLocalService(dataDir);
  try {
    // What a process does at first belongs to no catalogue.
    await actsOn(service, bench, picture, ids.slice(-2));
    return await actsOn(service, bench, picture, ids.slice(0, TIMES));
  } finally {
    await service.close();
  }
}

async function actsOn(service: Service, { album, told }: Bench, picture: Picture, ids: readonly string[]) {
  told("upload, miss, hit, delete");
  const agent = new Agent({ keepAlive: true });
  const url = (id: string) => `${service.url}/images/${id}/transformation?w=300&fmt=jpeg`;
  const headers = { authorization: `Bearer ${service.token}` };
  const remove = async (id: string) => {
    const { status } = await fetch(`${service.url}/images/${id}`, { method: "DELETE", headers });
    if (status !== 204) throw new Error(`${id} was not deleted: ${status}`);
  };
  const upload: number[] = [];
  for (const _ of ids) upload.push((await service.upload(album.folder, picture)).answeredMs);
  const miss = await timed(ids, (id) => ask(url(id), agent));
  await fetch(`${service.url}/_local/edge/empty`, { method: "POST" });
  const hit = await timed(ids, (id) => ask(url(id), agent));
  const times = { upload, miss, hit, delete: await timed(ids, remove) };
  agent.destroy();
  return times;
}

async function timed(ids: readonly string[], act: (id: string) => Promise<unknown>): Promise<number[]> {
  const milliseconds: number[] = [];
  for (const id of ids) {
    const began = performance.now();
    await act(id);
    milliseconds.push(performance.now() - began);
  }
  return milliseconds;
}
