import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { awsStores, type Stores } from "../../api/stores.ts";
import { DAY_SECONDS, PROCESSING_OVERDUE_SECONDS } from "../../lib/limits.ts";
import { forgetImage } from "../../lib/operations/forget-image.ts";
import { reapplyDefaults } from "../../lib/operations/reapply-defaults.ts";
import { sweep } from "../../lib/operations/sweep.ts";
import { quadrants } from "../pictures/quadrants.ts";
import { type Client, type ImageJson, problemOf, startClient } from "./service.ts";

let client: Client;
let stores: Stores;
let id: string;

beforeAll(async () => {
  client = await startClient();
  stores = awsStores(client.service.environment);
  id = await client.upload(await quadrants(1200, 800).jpeg().toBuffer());
  await client.settled(id);
});
afterAll(() => client.close());

async function putDefaults(json: object): Promise<void> {
  const answer = await client.ask("/users/me/defaults", { method: "PUT", body: JSON.stringify(json) });
  expect(answer.status).toBe(200);
}

function reapply(image = id, as = "you"): Promise<Response> {
  return client.ask(`/images/${image}/defaults`, { method: "POST", as });
}

async function sizeAt(query: string): Promise<[number, number]> {
  const answer = await client.ask(`/images/${id}/transformation?${query}`, { as: null, accept: "*/*" });
  expect(answer.status).toBe(200);
  const { width, height } = await sharp(await answer.arrayBuffer()).metadata();
  return [width, height];
}

test("other defaults count for an image of before once they are re-applied", async () => {
  expect(await sizeAt("")).toEqual([1200, 800]);
  await putDefaults({
    transform: { w: 500 },
    renditions: { small: { w: 111 }, hero: { w: 600, h: 100, fit: "cover" } },
  });
  expect(await sizeAt("")).toEqual([1200, 800]);
  expect((await reapply()).status).toBe(202);
  expect(await sizeAt("")).toEqual([500, 333]);
  const { renditions } = await client.settled(id);
  expect(renditions.map(({ name, width, height }) => [name, width, height])).toEqual([
    ["small", 111, 74],
    ["medium", 800, 533],
    ["large", 1200, 800],
    ["hero", 600, 100],
  ]);
  expect((await client.keys()).variants).toContain(`images/${id}/p-hero.auto-avif`);
  expect(await sizeAt("p=small")).toEqual([111, 74]);
});

test("renditions of before are not told while those of now are being made", async () => {
  const owner = (await stores.images.get(id))!.owner;
  // The queue of this act goes nowhere: what is told in between stays.
  await reapplyDefaults({ ...stores, queue: { send: async () => undefined } }, id, owner);
  const told = (await (await client.ask(`/images/${id}`)).json()) as ImageJson;
  expect(told).toMatchObject({ state: "processing", renditions: [] });
  expect(await sizeAt("")).toEqual([500, 333]);
});

test("what was re-applied to an old image and whose message was lost, the sweeper has made", async () => {
  const inYears = Date.now() + 900 * DAY_SECONDS * 1000;
  const askedAt = new Date(inYears - 2 * PROCESSING_OVERDUE_SECONDS * 1000);
  const { owner, defaults } = (await stores.images.get(id))!;
  await stores.images.freezeAgain(id, owner, defaults, askedAt);
  const swept = await sweep(stores, new Date(inYears), (error) => expect.unreachable(`${error}`));
  expect(swept).toMatchObject({ process: 1 });
  expect((await client.settled(id)).renditions).toHaveLength(4);
  await expect.poll(() => stores.images.dueChores("process", Math.floor(2 * inYears), 10)).toEqual([]);
});

test("renditions come again after the second pass that forgets what old writers left", async () => {
  await forgetImage(stores, id, new Date());
  expect((await client.settled(id)).renditions).toHaveLength(4);
  await client.stored(`images/${id}/p-hero.auto`);
});

test("causes no second mail, however often", async () => {
  for (let times = 0; times < 2; times++) {
    expect((await reapply()).status).toBe(202);
    await client.settled(id);
  }
  const marker = await client.upload(await quadrants(16, 16).png().toBuffer());
  const about = async (image: string) => (await client.mails()).filter(({ text }) => text.includes(image));
  await expect.poll(() => about(marker)).toHaveLength(1);
  expect(await about(id)).toHaveLength(1);
});

test("is the owner's alone, and of a picture that is there", async () => {
  expect(await problemOf(await reapply(id, "somebody"))).toEqual({ status: 404, code: "image-not-found" });
  const body = JSON.stringify({ contentType: "image/png", sizeBytes: 10 });
  const begun = (await (await client.ask("/upload", { method: "POST", body })).json()) as { id: string };
  expect(await problemOf(await reapply(begun.id))).toEqual({ status: 404, code: "image-not-ready" });
});
