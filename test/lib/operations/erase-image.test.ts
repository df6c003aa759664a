import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { awsStores, type Stores } from "../../../api/stores.ts";
import { ERASURE_SECOND_PASS_SECONDS } from "../../../lib/limits.ts";
import { admitUpload } from "../../../lib/operations/admit-upload.ts";
import { eraseImage, finishErasure } from "../../../lib/operations/erase-image.ts";
import { sweep } from "../../../lib/operations/sweep.ts";
import { type Client, startClient } from "../../contract/service.ts";
import { quadrants } from "../../pictures/quadrants.ts";

let client: Client;
let stores: Stores;
let picture: Buffer;
let owner: string;

beforeAll(async () => {
  client = await startClient();
  stores = awsStores(client.service.environment);
  picture = await quadrants(300, 200).jpeg().toBuffer();
  owner = ((await (await client.ask("/users/me")).json()) as { id: string }).id;
});
afterAll(() => client.close());

/** A picture with many more variants than a page of S3's lists holds. */
async function withVariants(count: number): Promise<string> {
  const id = await client.upload(picture);
  await client.settled(id);
  const made = (await keysOf(id)).variants;
  const stored = { bytes: Buffer.from("x"), contentType: "image/jpeg", etag: "" };
  const wanted = Array.from(
    { length: count - made },
    (_, n) => `images/${id}/w-${(n % 4000) + 1}_q-${5 * Math.floor(n / 4000) + 5}.jpeg`,
  );
  for (let at = 0; at < wanted.length; at += 50) {
    await Promise.all(wanted.slice(at, at + 50).map((key) => stores.variants.put(key, stored, `image-${id}`)));
  }
  return id;
}

/** How many keys there are of an image. */
async function keysOf(id: string): Promise<{ originals: number; variants: number }> {
  const { originals, variants } = await client.keys();
  const own = (keys: readonly string[]) => keys.filter((key) => key.includes(id)).length;
  return { originals: own(originals), variants: own(variants) };
}

interface Receipt {
  readonly state: string;
  readonly removed: { originals: number; variants: number };
  readonly asked: { url: string; accept: string; where: string; status: number; at: string }[];
  readonly outOfReach: string[];
}

async function receiptOf(id: string): Promise<Receipt> {
  return (await (await client.ask(`/images/${id}/erasure`)).json()) as Receipt;
}

const NOTHING = { originals: 0, variants: 0 };

const secondPass = () => new Date(Date.now() + (ERASURE_SECOND_PASS_SECONDS + 1) * 1000);

/** Stores of a process that dies at the n-th page, before or after it was counted. */
function dyingAtPage(page: number, when: "before" | "after"): Stores {
  let pages = 0;
  const countErased: Stores["images"]["countErased"] = async (imageId, pass, kind, keys) => {
    if (kind === "variants") pages++;
    if (pages >= page && when === "before") throw new Error("killed");
    await stores.images.countErased(imageId, pass, kind, keys);
    if (pages >= page) throw new Error("killed");
  };
  return { ...stores, images: { ...stores.images, countErased } };
}

test("deleting more variants than a page goes on after deaths in the midst of it, and counts each once", {
  timeout: 60_000,
}, async () => {
  const id = await withVariants(1_100);
  await expect(eraseImage(dyingAtPage(2, "before"), id, owner)).rejects.toThrow("killed");
  await expect(eraseImage(dyingAtPage(1, "after"), id, owner)).rejects.toThrow("killed");
  expect(await receiptOf(id)).toMatchObject({ state: "removing", removed: { originals: 1, variants: 1_100 } });
  expect((await keysOf(id)).variants).toBe(100);
  const faults: unknown[] = [];
  await sweep(stores, secondPass(), (fault) => faults.push(fault));
  expect(faults).toEqual([]);
  expect(await keysOf(id)).toEqual(NOTHING);
  const { state, removed } = await receiptOf(id);
  expect({ state, removed }).toEqual({ state: "complete", removed: { originals: 1, variants: 1_100 } });
});

test("as many as like may delete one image at the same moment: each variant is counted once", async () => {
  const id = await client.upload(picture);
  await client.settled(id);
  const answers = await Promise.all(Array.from({ length: 5 }, () => client.ask(`/images/${id}`, { method: "DELETE" })));
  expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204, 204]);
  expect(await keysOf(id)).toEqual(NOTHING);
  expect((await receiptOf(id)).removed).toEqual({ originals: 1, variants: 9 });
});

describe("the receipt", () => {
  test("tells which URLs were asked again, where and with what answer, and what is out of reach", async () => {
    const id = await client.upload(picture);
    await client.settled(id);
    const url = `${client.url}/images/${id}/transformation`;
    expect((await client.ask(`${url}?w=100`, { as: null, accept: "image/webp" })).status).toBe(200);
    await expect.poll(async () => (await keysOf(id)).variants).toBe(10);
    await client.ask(`/images/${id}`, { method: "DELETE" });
    expect((await receiptOf(id)).asked).toEqual([]);
    await finishErasure(stores, id, secondPass());
    const { state, asked, outOfReach } = await receiptOf(id);
    expect(state).toBe("complete");
    expect(asked.length).toBeGreaterThan(2);
    expect(asked[0]).toMatchObject({ url, accept: "*/*", where: expect.stringMatching(/^edge/), status: 404 });
    expect(new Set(asked.map(({ status }) => status))).toEqual(new Set([404]));
    expect(asked.map((each) => each.url)).toContainEqual(expect.stringMatching(/\?p=(small|medium|large)$/));
    expect(outOfReach.join()).toMatch(/browsers.*mail.*backups/);
  });

  test("is not complete while the edge still shows the picture", async () => {
    const id = await client.upload(picture);
    await client.settled(id);
    await client.ask(`/images/${id}`, { method: "DELETE" });
    // A writer that died before its look, from which the edge was filled; and an invalidation that does nothing.
    const left = { bytes: picture, contentType: "image/jpeg", etag: "" };
    await stores.variants.put(`images/${id}/w-150.auto`, left, `image-${id}`);
    const asked = await client.ask(`/images/${id}/transformation?w=150`, { as: null, accept: "*/*" });
    expect(asked.status).toBe(200);
    const { erasure } = (await stores.images.get(id))!;
    expect(erasure?.samples?.length).toBeGreaterThan(0);
    const get: Stores["images"]["get"] = async (imageId) => {
      const record = (await stores.images.get(imageId))!;
      return { ...record, erasure: { ...record.erasure!, samples: [`images/${id}/w-150.auto`] } };
    };
    const stubborn = { ...stores, images: { ...stores.images, get }, edgeCache: { invalidate: async () => {} } };
    await expect(finishErasure(stubborn, id, secondPass())).rejects.toThrow(/still answers/);
    expect((await receiptOf(id)).state).toBe("removing");
    await finishErasure(stores, id, secondPass());
    expect((await receiptOf(id)).state).toBe("complete");
  });
});

describe("a deletion", () => {
  /** Ends a deletion at once, as 270 seconds later. */
  async function ended(id: string): Promise<void> {
    await finishErasure(stores, id, secondPass());
    expect(await keysOf(id)).toEqual(NOTHING);
    expect((await receiptOf(id)).state).toBe("complete");
  }

  test("between an upload's record and its object leaves nothing, and the client is told", async () => {
    const put: Stores["originals"]["put"] = async (id, ...rest) => {
      await client.ask(`/images/${id}`, { method: "DELETE" });
      return stores.originals.put(id, ...rest);
    };
    const { acceptUpload } = await import("../../../lib/operations/accept-upload.ts");
    const uploading = { ...stores, originals: { ...stores.originals, put } };
    await expect(acceptUpload(uploading, { owner }, picture, {})).rejects.toThrow(/^image-deleted/);
    const { images } = await client.keys();
    await ended(images.at(-1)!);
  });

  test("while a presigned upload is being admitted leaves nothing", async () => {
    const body = JSON.stringify({ contentType: "image/jpeg", sizeBytes: picture.length });
    const begun = await client.ask("/upload", { method: "POST", body });
    const { id } = (await begun.json()) as { id: string };
    const admitting = {
      ...stores,
      originals: {
        ...stores.originals,
        getIncoming: async () => ({ bytes: picture, contentType: "image/jpeg", etag: "" }),
        admitIncoming: async () => {
          await client.ask(`/images/${id}`, { method: "DELETE" });
          await stores.originals.put(id, picture, "image/jpeg");
        },
      },
    };
    await admitUpload(admitting, id);
    await ended(id);
  });

  test("during another one ends as one", async () => {
    const id = await client.upload(picture);
    await client.settled(id);
    const removeAll: Stores["variants"]["removeAll"] = async (...call) => {
      await client.ask(`/images/${id}`, { method: "DELETE" });
      return stores.variants.removeAll(...call);
    };
    await eraseImage({ ...stores, variants: { ...stores.variants, removeAll } }, id, owner);
    expect((await receiptOf(id)).removed).toEqual({ originals: 1, variants: 9 });
    await ended(id);
    await ended(id);
  });

  test("after an answer has left and before it fills the edge has the edge forget it at the second pass", async () => {
    const id = await client.upload(picture);
    await client.settled(id);
    const path = `/images/${id}/transformation?w=150&fmt=jpeg`;
    // The local edge keeps nothing that was under way at an invalidation; CloudFront makes no such promise, and so the
    // answer that fills the edge here is of a variant that came back after the first pass.
    const variant = { bytes: picture, contentType: "image/jpeg", etag: "" };
    await client.ask(`/images/${id}`, { method: "DELETE" });
    await stores.variants.put(`images/${id}/w-150.jpeg`, variant, `image-${id}`);
    expect((await client.ask(path, { as: null })).status).toBe(200);
    await stores.variants.remove(`images/${id}/w-150.jpeg`);
    expect((await client.ask(path, { as: null })).headers.get("x-cache")).toBe("Hit from cloudfront");
    await ended(id);
    expect((await client.ask(path, { as: null })).status).toBe(404);
  });
});
