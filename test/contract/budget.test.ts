import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { quadrants } from "../pictures/quadrants.ts";
import { type Client, problemOf, startClient } from "./service.ts";

const BUDGET = 3;

let client: Client;
let picture: Buffer;

beforeAll(async () => {
  // The day is what a test can hold: no minute ends in the midst of it.
  client = await startClient({ TRANSFORMS_PER_DAY: `${BUDGET}` });
  picture = await quadrants(900, 600).jpeg().toBuffer();
});
afterAll(() => client.close());

function variant(id: string, query: string) {
  return client.ask(`/images/${id}/transformation${query}`, { as: null, accept: "*/*" });
}

async function transformsOf(as: string): Promise<number> {
  const { usage } = (await (await client.ask("/users/me", { as })).json()) as { usage: { transformsToday: number } };
  return usage.transformsToday;
}

let users = 0;
let as: string;
let id: string;

/** A user whose budget has been used up by three widths. */
beforeEach(async () => {
  as = `user-${++users}`;
  id = await client.upload(picture, as);
  await client.settled(id, as);
  for (const w of [200, 300, 400]) expect((await variant(id, `?w=${w}`)).headers.get("x-image-degraded")).toBeNull();
  await expect.poll(() => transformsOf(as)).toBe(BUDGET);
});

describe("past the budget of an owner", () => {
  test("the nearest larger variant stands in for seconds, what is stored is answered, the rest is 429", async () => {
    const standIn = await variant(id, "?w=250");
    expect(standIn.status).toBe(200);
    expect(standIn.headers.get("x-image-degraded")).toBe(`images/${id}/w-300.auto`);
    expect(standIn.headers.get("cache-control")).toBe("public, max-age=10");
    expect((await sharp(await standIn.arrayBuffer()).metadata()).width).toBe(300);

    await client.ask("/_local/edge/empty", { method: "POST", as: null });
    const stored = await variant(id, "?w=200");
    expect(stored.status).toBe(200);
    expect(stored.headers.get("x-image-degraded")).toBeNull();
    expect((await variant(id, "?p=medium")).status).toBe(200);

    const refused = await variant(id, "?w=450");
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(refused.headers.get("cache-control")).toBe("no-store");
    expect(await problemOf(refused)).toEqual({ status: 429, code: "transforms-exhausted" });
    expect(await transformsOf(as)).toBe(BUDGET);
  });

  test("the owner is made no more than anybody, and other owners are made theirs", async () => {
    const statuses = [];
    for (const w of [211, 212, 213]) {
      statuses.push((await client.ask(`/images/${id}?w=${w}`, { method: "POST", as })).status);
    }
    // The API learns of it with the one that it makes.
    expect(statuses).toEqual([201, 429, 429]);
    const other = await client.upload(picture, `${as}-neighbour`);
    expect((await variant(other, "?w=250")).headers.get("x-image-degraded")).toBeNull();
  });
});

test("where making is switched off, what is stored is answered to everybody, and nothing is made for anybody", async () => {
  const off = await startClient({ TRANSFORMS_PER_DAY: "0" });
  onTestFinished(() => off.close());
  const switchedOff = await off.upload(picture);
  await off.settled(switchedOff);
  const ask = (query: string) => off.ask(`/images/${switchedOff}/transformation${query}`, { as: null, accept: "*/*" });
  expect((await ask("?p=medium")).status).toBe(200);
  expect(await problemOf(await ask("?w=250"))).toEqual({ status: 429, code: "transforms-exhausted" });
  expect((await off.ask(`/images/${switchedOff}?w=211`, { method: "POST" })).status).toBe(429);
  expect((await off.keys()).variants.filter((key) => !key.includes("/p-"))).toEqual([]);
});
