import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { awsStores, type Stores } from "../../api/stores.ts";
import { DAY_SECONDS, DEMAND_DAYS, DEMAND_NAMES } from "../../lib/limits.ts";
import { quadrants } from "../pictures/quadrants.ts";
import { type Client, startClient } from "./service.ts";

const NOW = Math.floor(Date.now() / 1000);
const WEBP = "image/webp,*/*";

let client: Client;
let stores: Stores;
let picture: Buffer;

beforeAll(async () => {
  client = await startClient({ PREWARM: "2", DEMAND_SAMPLE: "1" });
  stores = awsStores(client.service.environment);
  picture = await quadrants(660, 440).jpeg().toBuffer();
});
afterAll(() => client.close());

const variant = (id: string, query: string) =>
  client.ask(`/images/${id}/transformation${query}`, { as: null, accept: WEBP });

/** What an owner's new picture has besides its renditions. */
async function madeAhead(id: string): Promise<string[]> {
  const { variants } = await client.keys();
  const own = variants.filter((key) => key.startsWith(`images/${id}/`) && !key.includes("/p-"));
  return own.map((key) => key.replace(`images/${id}/`, "")).sort();
}

describe("what an owner's pictures are usually asked for", () => {
  test("is made of the next one before anybody asks, and no more than is set", async () => {
    const ids = await Promise.all([1, 2].map(() => client.upload(picture)));
    const { owner } = (await stores.images.get(ids[0]!))!;
    const asked = ["?w=640", "?w=300&h=300&fit=cover", "?w=200"];
    for (const id of ids) for (const query of asked.slice(0, 2)) expect((await variant(id, query)).status).toBe(200);
    // Once is no habit, and a cut is of one picture only.
    for (const query of ["?w=200", "?rect=0,0,100,100"]) expect((await variant(ids[0]!, query)).status).toBe(200);
    const usual = async () => [...(await stores.prewarming.demand.usual(owner, 9, 1, NOW))].sort();
    await expect
      .poll(usual, { timeout: 10_000 })
      .toEqual(["w-200.auto-webp", "w-300_h-300_fit-cover.auto-webp", "w-640.auto-webp"]);

    const next = await client.upload(picture);
    await client.settled(next);
    const expected = ["w-300_h-300_fit-cover.auto-webp", "w-640.auto-webp"];
    await expect.poll(() => madeAhead(next), { timeout: 10_000 }).toEqual(expected);
    const { transformerCalls } = await client.counts();
    const first = await variant(next, "?w=640");
    expect([first.status, first.headers.get("x-image-origin")]).toEqual([200, null]);
    expect((await client.counts()).transformerCalls).toBe(transformerCalls);
    expect((await stores.images.get(next))?.variantCount).toBe(2);
  });

  test("is nobody else's habit", async () => {
    const { owner } = (await stores.images.get(await client.upload(picture, "mallory")))!;
    expect(await stores.prewarming.demand.usual(owner, 9, 1, NOW)).toEqual([]);
  });
});

describe("the count", () => {
  const usual = (owner: string, now = NOW) => stores.prewarming.demand.usual(owner, 100, 1, now);

  test("is of so many names and no more, of which the most usual come first", async () => {
    const { demand } = stores.prewarming;
    for (let n = 1; n <= DEMAND_NAMES + 1; n++) await demand.count("many", `w-${n}.auto`, NOW);
    await demand.count("many", "w-7.auto", NOW);
    const names = await usual("many");
    expect(names).toHaveLength(DEMAND_NAMES);
    expect(names[0]).toBe("w-7.auto");
    expect(names).not.toContain(`w-${DEMAND_NAMES + 1}.auto`);
    expect(await demand.usual("many", 5, 2, NOW)).toEqual(["w-7.auto"]);
  });

  test("begins anew after a month", async () => {
    const { demand } = stores.prewarming;
    const later = NOW + DEMAND_DAYS * DAY_SECONDS;
    await demand.count("monthly", "w-1.auto", NOW);
    expect(await usual("monthly", later)).toEqual([]);
    await demand.count("monthly", "w-2.auto", later);
    expect(await usual("monthly", later)).toEqual(["w-2.auto"]);
  });
});
