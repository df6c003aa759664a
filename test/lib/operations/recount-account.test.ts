import { afterAll, beforeAll, expect, test } from "vitest";
import { awsStores, type Stores } from "../../../api/stores.ts";
import { NO_HOLDINGS } from "../../../lib/accounts.ts";
import { DAY_SECONDS, ERASURE_SECOND_PASS_SECONDS, RECOUNT_SECONDS } from "../../../lib/limits.ts";
import { sweep } from "../../../lib/operations/sweep.ts";
import { seconds } from "../../../lib/time.ts";
import { type Client, startClient } from "../../contract/service.ts";
import { quadrants } from "../../pictures/quadrants.ts";

let client: Client;
let stores: Stores;
let picture: Buffer;

beforeAll(async () => {
  client = await startClient();
  stores = awsStores(client.service.environment);
  picture = await quadrants(32, 32).png().toBuffer();
});
afterAll(() => client.close());

async function ownerOf(name: string): Promise<string> {
  return ((await (await client.ask("/users/me", { as: name })).json()) as { id: string }).id;
}

async function sweepIn(secondsFromNow: number): Promise<void> {
  const faults: unknown[] = [];
  await sweep(stores, new Date(Date.now() + secondsFromNow * 1000), (fault) => faults.push(fault));
  expect(faults).toEqual([]);
}

async function holdingsIn(owner: string) {
  const { images, heldBytes, reservedBytes } = await stores.accounts.get(owner);
  return { images, heldBytes, reservedBytes };
}

const HELD = { images: 1, heldBytes: 5_000, reservedBytes: 2_000 };

test("what a process that died had counted and not recorded is given back within a day", async () => {
  const owner = await ownerOf("ann");
  await client.upload(picture, "ann");
  await stores.accounts.countUpload(owner, HELD, {}, seconds(new Date()));
  expect(await holdingsIn(owner)).toEqual({ images: 2, heldBytes: picture.length + 5_000, reservedBytes: 2_000 });
  await sweepIn(RECOUNT_SECONDS - 10);
  expect((await holdingsIn(owner)).images).toBe(2);
  await sweepIn(RECOUNT_SECONDS + 10);
  expect(await holdingsIn(owner)).toEqual({ images: 1, heldBytes: picture.length, reservedBytes: 0 });
  expect(await stores.accounts.dueChores("recount", seconds(new Date()) + 10 * DAY_SECONDS, 10)).not.toContain(owner);
});

test("who died between a deletion's mark and giving back is made good for, however long ago the last recount was", async () => {
  const owner = await ownerOf("ben");
  const id = await client.upload(picture, "ben");
  await client.settled(id, "ben");
  await sweepIn(RECOUNT_SECONDS + 10);
  const erasure = { deletedAt: new Date().toISOString(), originals: 0, variants: 0, marked: 0 };
  const now = seconds(new Date());
  await stores.images.markDeleted(id, owner, erasure, { dueAt: now }, now + DAY_SECONDS);
  expect((await holdingsIn(owner)).images).toBe(1);
  await sweepIn(ERASURE_SECOND_PASS_SECONDS + 1);
  await sweepIn(ERASURE_SECOND_PASS_SECONDS + RECOUNT_SECONDS + 2);
  expect(await holdingsIn(owner)).toEqual(NO_HOLDINGS);
});

test("a recount waits for a pause in the owner's doings, and not for ever", async () => {
  const owner = await ownerOf("cid");
  const overdue = seconds(new Date()) + RECOUNT_SECONDS + 60;
  await stores.accounts.countUpload(owner, HELD, {}, seconds(new Date()));
  await stores.accounts.change(owner, NO_HOLDINGS, overdue);
  await sweepIn(RECOUNT_SECONDS + 62);
  expect((await holdingsIn(owner)).images).toBe(1);

  await stores.accounts.postpone(owner, "recount", seconds(new Date()));
  await stores.accounts.change(owner, NO_HOLDINGS, seconds(new Date()) + DAY_SECONDS);
  await sweepIn(DAY_SECONDS);
  expect(await holdingsIn(owner)).toEqual(NO_HOLDINGS);
  expect((await stores.accounts.get(owner)).choreDueAt).toBeGreaterThan(seconds(new Date()) + DAY_SECONDS);
});

test("a recount during which something changed is not taken", async () => {
  const owner = await ownerOf("dot");
  await stores.accounts.countUpload(owner, HELD, {}, seconds(new Date()));
  const { changes } = await stores.accounts.get(owner);
  await stores.accounts.change(owner, HELD, seconds(new Date()));
  expect(await stores.accounts.settle(owner, { ...HELD, images: -1 }, changes)).toBe(false);
  expect((await holdingsIn(owner)).images).toBe(2);
});

test("an upload that was begun and never came holds nothing after a day", async () => {
  const owner = await ownerOf("eve");
  const body = JSON.stringify({ contentType: "image/jpeg", sizeBytes: 1000 });
  await client.ask("/upload", { method: "POST", body, as: "eve" });
  expect(await holdingsIn(owner)).toEqual({ images: 0, heldBytes: 1000, reservedBytes: 1000 });
  await sweepIn(DAY_SECONDS + 60);
  expect(await holdingsIn(owner)).toEqual(NO_HOLDINGS);
});
