import { ulid } from "ulid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { awsStores, type Stores } from "../../../api/stores.ts";
import { SERVICE_DEFAULTS } from "../../../lib/defaults.ts";
import { DAY_SECONDS, ERASURE_SECOND_PASS_SECONDS } from "../../../lib/limits.ts";
import { newRecord } from "../../../lib/operations/accept-upload.ts";
import { eraseOwner } from "../../../lib/operations/erase-owner.ts";
import { sweep } from "../../../lib/operations/sweep.ts";
import { seconds } from "../../../lib/time.ts";
import { type Client, problemOf, startClient } from "../../contract/service.ts";
import { quadrants } from "../../pictures/quadrants.ts";

let client: Client;
let stores: Stores;
let picture: Buffer;

beforeAll(async () => {
  client = await startClient();
  stores = awsStores(client.service.environment);
  picture = await quadrants(64, 48).jpeg().toBuffer();
});
afterAll(() => client.close());

async function uploads(count: number, as: string): Promise<string[]> {
  const ids = [];
  for (let n = 0; n < count; n++) ids.push(await client.upload(picture, as));
  await Promise.all(ids.map((id) => client.settled(id, as)));
  return ids;
}

/** Records and a variant of each, without the work that uploads make. */
async function images(count: number, as: string): Promise<string[]> {
  const owner = await ownerOf(as);
  const proof = { format: "jpeg", width: 64, height: 48, pages: 1, hasAlpha: false } as const;
  const ids = Array.from({ length: count }, () => ulid().toLowerCase());
  for (const id of ids) {
    const record = { ...newRecord(id, { owner }, 10), state: "ready" as const, defaults: SERVICE_DEFAULTS, proof };
    await stores.images.create(record, "process", seconds(new Date()) + 10 * DAY_SECONDS);
    await stores.variants.put(`images/${id}/w-48.jpeg`, { bytes: picture, contentType: "image/jpeg", etag: "" }, "x");
  }
  return ids;
}

async function ownerOf(as: string): Promise<string> {
  return ((await (await client.ask("/users/me", { as })).json()) as { id: string }).id;
}

async function listedBy(as: string): Promise<string[]> {
  const { images } = (await (await client.ask("/images", { as })).json()) as { images: { id: string }[] };
  return images.map(({ id }) => id);
}

async function keysOf(ids: readonly string[]): Promise<string[]> {
  const { originals, variants } = await client.keys();
  return [...originals, ...variants].filter((key) => ids.some((id) => key.includes(id)));
}

async function sweepIn(secondsFromNow: number): Promise<void> {
  const faults: unknown[] = [];
  await sweep(stores, new Date(Date.now() + secondsFromNow * 1000), (fault) => faults.push(fault));
  expect(faults).toEqual([]);
}

test("DELETE /users/me deletes all that one has, at once for everybody, and nobody else's", async () => {
  const mine = await uploads(3, "ann");
  const [other] = await uploads(1, "ben");
  const defaults = JSON.stringify({ transform: { q: 60 }, renditions: {} });
  await client.ask("/users/me/defaults", { method: "PUT", body: defaults, as: "ann" });
  const path = `/images/${mine[2]}/transformation?w=48`;
  expect((await client.ask(path, { as: null })).status).toBe(200);

  for (let n = 0; n < 2; n++) {
    const response = await client.ask("/users/me", { method: "DELETE", as: "ann" });
    expect(response.status).toBe(204);
    expect(await response.text()).toBe("");
  }
  expect(await listedBy("ann")).toEqual([]);
  expect(await keysOf(mine)).toEqual([]);
  expect(await problemOf(await client.ask(path, { as: null }))).toEqual({ status: 404, code: "image-not-found" });
  const me = await (await client.ask("/users/me", { as: "ann" })).json();
  expect(me).toMatchObject({ usage: { images: 0, storedBytes: 0, reservedBytes: 0 } });
  expect(await (await client.ask("/users/me/defaults", { as: "ann" })).json()).toMatchObject({ transform: {} });
  expect(await listedBy("ben")).toEqual([other]);
  expect((await client.ask(`/images/${mine[0]}/erasure`, { as: "ann" })).status).toBe(200);
});

test("without a token nobody deletes anything", async () => {
  const response = await client.ask("/users/me", { method: "DELETE", as: null });
  expect(await problemOf(response)).toEqual({ status: 401, code: "token-missing" });
});

test("what one uploads afterwards stays", async () => {
  await images(1, "cid");
  await client.ask("/users/me", { method: "DELETE", as: "cid" });
  const later = await images(1, "cid");
  await sweepIn(ERASURE_SECOND_PASS_SECONDS + 1);
  expect(await listedBy("cid")).toEqual(later);
  expect((await stores.accounts.get(await ownerOf("cid"))).erasingSince).toBeUndefined();
});

test("who has more than a request can delete is told so, and the sweeper deletes the rest", async () => {
  const ids = await images(3, "dot");
  expect(await eraseOwner(stores, await ownerOf("dot"), Date.now() - 1)).toBe(false);
  expect((await listedBy("dot")).toSorted()).toEqual(ids.toSorted());
  await sweepIn(0);
  expect(await listedBy("dot")).toEqual([]);
  expect(await keysOf(ids)).toEqual([]);
});

test("whoever dies half-way leaves what the sweeper finishes", { timeout: 60_000 }, async () => {
  const ids = await images(5, "eve");
  const owner = await ownerOf("eve");
  let marks = 0;
  const markDeleted: Stores["images"]["markDeleted"] = async (...call) => {
    if (++marks > 3) throw new Error("killed");
    return stores.images.markDeleted(...call);
  };
  const removeAll = () => Promise.reject(new Error("killed"));
  const dying = { ...stores, images: { ...stores.images, markDeleted }, variants: { ...stores.variants, removeAll } };
  await expect(eraseOwner(dying, owner, Date.now() + 60_000)).rejects.toThrow("killed");
  await expect.poll(() => listedBy("eve")).toHaveLength(2);
  expect(await keysOf(ids)).not.toEqual([]);

  await sweepIn(ERASURE_SECOND_PASS_SECONDS + 1);
  expect(await listedBy("eve")).toEqual([]);
  expect(await keysOf(ids)).toEqual([]);
  expect(await stores.accounts.dueChores("erase", seconds(new Date()) + 1_000_000, 10)).not.toContain(owner);
});

test("where one removal fails, nobody is told before the others are over", async () => {
  const ids = await images(3, "fay");
  const owner = await ownerOf("fay");
  const markDeleted: Stores["images"]["markDeleted"] = async (id, ...call) => {
    if (id === ids[0]) throw new Error("throttled");
    return stores.images.markDeleted(id, ...call);
  };
  const failing = { ...stores, images: { ...stores.images, markDeleted } };
  await expect(eraseOwner(failing, owner, Date.now() + 60_000)).rejects.toThrow("throttled");
  expect(await listedBy("fay")).toEqual([ids[0]]);
  expect(await keysOf(ids.slice(1))).toEqual([]);
});
