import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { quadrants } from "../pictures/quadrants.ts";
import { type Client, problemOf, startClient } from "./service.ts";

let client: Client;
let id: string;

beforeAll(async () => {
  client = await startClient({ MAX_VARIANTS: "5" });
  id = await client.upload(await quadrants(900, 600).jpeg().toBuffer());
  await client.settled(id);
});
afterAll(() => client.close());

function variant(query: string) {
  return client.ask(`/images/${id}/transformation${query}`, { as: null, accept: "*/*" });
}

const kept = async () => (await client.keys()).variants.filter((key) => key.includes(id));

describe("an image with as many variants as it may have", () => {
  test("answers with the nearest larger one, else with 429, and keeps no more", async () => {
    for (const w of [100, 200, 300, 400, 500]) expect((await variant(`?w=${w}`)).status).toBe(200);
    for (const w of [100, 200, 300, 400, 500]) await client.stored(`images/${id}/w-${w}.auto`);
    const full = await kept();

    const standIn = await variant("?w=150");
    expect(standIn.status).toBe(200);
    expect(standIn.headers.get("x-image-degraded")).toBe(`images/${id}/w-200.auto`);
    expect((await sharp(await standIn.arrayBuffer()).metadata()).width).toBe(200);

    const refused = await variant("?w=150&q=40");
    expect(refused.headers.get("retry-after")).toBe("3600");
    expect(await problemOf(refused)).toEqual({ status: 429, code: "variants-exhausted" });
    expect(await kept()).toEqual(full);
  });

  test("still has its renditions, and its owner's exact sizes", async () => {
    expect((await variant("?p=small&fmt=png")).status).toBe(200);
    const exact = await client.ask(`/images/${id}?w=123`, { method: "POST" });
    expect(exact.status).toBe(201);
    expect((await client.ask(exact.headers.get("location")!, { as: null })).status).toBe(200);
  });
});

test("whoever walks through sizes and qualities by the dozen is given nothing new", async () => {
  const full = await kept();
  const widths = [16, 24, 32, 48, 64, 96, 128, 150, 250, 256, 350, 450];
  const queries = widths.flatMap((w) => Array.from({ length: 6 }, (_, n) => `?w=${w}&q=${15 * (n + 1)}`));
  const statuses: number[] = [];
  for (let at = 0; at < queries.length; at += 8) {
    const answers = await Promise.all(queries.slice(at, at + 8).map(variant));
    statuses.push(...answers.map(({ status }) => status));
  }
  expect(statuses.filter((status) => status !== 200 && status !== 429)).toEqual([]);
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(50);
  expect(await kept()).toEqual(full);
});
