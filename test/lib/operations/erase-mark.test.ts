import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { awsStores, type Stores } from "../../../api/stores.ts";
import { ERASURE_SECOND_PASS_SECONDS } from "../../../lib/limits.ts";
import { eraseImage, finishErasure, removeCopies } from "../../../lib/operations/erase-image.ts";
import { forgetImage } from "../../../lib/operations/forget-image.ts";
import { makeVariant } from "../../../lib/operations/make-variant.ts";
import { DEFAULT_UNSIGNED_URLS } from "../../../lib/url/unsigned.ts";
import { type Client, problemOf, startClient } from "../../contract/service.ts";
import { apart, pixelsOf } from "../../pictures/pixels.ts";
import { quadrants } from "../../pictures/quadrants.ts";

let client: Client;
let stores: Stores;
let picture: Buffer;
let logo: Buffer;
let owner: string;

beforeAll(async () => {
  client = await startClient();
  stores = awsStores(client.service.environment);
  picture = await quadrants(300, 200).jpeg().toBuffer();
  const black = { width: 40, height: 20, channels: 3, background: "black" } as const;
  logo = await sharp({ create: black }).jpeg().toBuffer();
  owner = ((await (await client.ask("/users/me")).json()) as { id: string }).id;
});
afterAll(() => client.close());

const BOUND = { most: 500, unsignedUrls: DEFAULT_UNSIGNED_URLS };
const secondPass = () => new Date(Date.now() + (ERASURE_SECOND_PASS_SECONDS + 1) * 1000);

const markedPath = (id: string, mark: string) => `/images/${id}/transformation?w=100&fmt=png&mark=${mark}`;
const markedKey = (id: string, mark: string) => `images/${id}/w-100_mark-${mark}.png`;

function see(path: string): Promise<Response> {
  return client.ask(path, { as: null });
}

/** A picture and a mark, settled, so that nothing is made of them but what a test asks for. */
async function uploadBoth(): Promise<readonly [id: string, mark: string]> {
  const ids = [await client.upload(picture), await client.upload(logo)] as const;
  for (const id of ids) await client.settled(id);
  return ids;
}

async function variantsOf(id: string): Promise<readonly string[]> {
  return (await client.keys()).variants.filter((key) => key.includes(`/${id}/`));
}

async function receiptOf(id: string) {
  return (await (await client.ask(`/images/${id}/erasure`)).json()) as {
    state: string;
    removed: { originals: number; variants: number };
  };
}

function erase(id: string): Promise<Response> {
  return client.ask(`/images/${id}`, { method: "DELETE" });
}

const UNKNOWN = { status: 404, code: "mark-unknown" };

describe("a picture with a mark", () => {
  test("shows it, and goes when the mark is deleted, from the store and from the edge", async () => {
    const [id, mark] = await uploadBoth();
    const seen = await see(markedPath(id, mark));
    const pixels = await pixelsOf(new Uint8Array(await seen.arrayBuffer()) as Buffer);
    expect(apart(pixels.at(70, 45), [0, 0, 0, 255])).toBeLessThan(12);
    await client.stored(markedKey(id, mark));
    expect((await see(markedPath(id, mark))).headers.get("x-cache")).toMatch(/^Hit/);

    expect((await erase(mark)).status).toBe(204);
    expect(await problemOf(await see(markedPath(id, mark)))).toEqual(UNKNOWN);
    expect(await variantsOf(id)).not.toContain(markedKey(id, mark));
    expect((await see(`/images/${id}/transformation?w=100&fmt=png`)).status).toBe(200);
  });

  test("is counted into the receipt of its mark, once, and no note of it stays", async () => {
    const [id, mark] = await uploadBoth();
    await see(markedPath(id, mark));
    await client.stored(markedKey(id, mark));
    const own = (await variantsOf(mark)).length;
    await erase(mark);
    await erase(mark);
    await finishErasure(stores, mark, secondPass());
    expect(await receiptOf(mark)).toMatchObject({ state: "complete", removed: { originals: 1, variants: own + 1 } });
    expect(await stores.markUses.leftOf(mark, 2, 10)).toEqual([]);
  });

  test("goes with its own image as any variant does, and leaves the mark alone", async () => {
    const [id, mark] = await uploadBoth();
    await see(markedPath(id, mark));
    await client.stored(markedKey(id, mark));
    await erase(id);
    expect(await variantsOf(id)).toEqual([]);
    expect((await see(`/images/${mark}/transformation?w=16`)).status).toBe(200);
    await erase(mark);
    await finishErasure(stores, mark, secondPass());
    expect((await receiptOf(mark)).state).toBe("complete");
  });
});

describe("what may be no mark", () => {
  test("is answered alike, whether it is there or not", async () => {
    const [id, deleted] = await uploadBoth();
    await erase(deleted);
    const stranger = await client.upload(logo, "stranger");
    const body = JSON.stringify({ contentType: "image/jpeg", sizeBytes: logo.length });
    const begun = (await (await client.ask("/upload", { method: "POST", body })).json()) as { id: string };
    const answers = new Set<string>();
    for (const mark of [deleted, stranger, begun.id, "0".repeat(26)]) {
      const response = await see(markedPath(id, mark));
      expect(await problemOf(response.clone())).toEqual(UNKNOWN);
      answers.add(await response.text());
    }
    expect(answers.size).toBe(1);
  });

  test("is told of at the edge where it is no id", async () => {
    const [id] = await uploadBoth();
    expect(await problemOf(await see(markedPath(id, "logo")))).toEqual({ status: 400, code: "parameter-invalid" });
  });
});

test("a mark among the owner's defaults lies over every picture, and takes those with it that carry it", async () => {
  const mark = await client.upload(logo, "brand");
  const body = JSON.stringify({ transform: { mark }, renditions: {} });
  const put = await client.ask("/users/me/defaults", { method: "PUT", body, as: "brand" });
  expect(put.status).toBe(200);
  const id = await client.upload(picture, "brand");
  await client.settled(id, "brand");
  for (const query of ["w=150", "w=150&d=0"]) {
    expect((await see(`/images/${id}/transformation?${query}&fmt=png`)).status).toBe(200);
  }
  await client.stored(`images/${id}/w-150.png`);
  await client.stored(`images/${id}/w-150_d-0.png`);
  expect((await client.ask(`/images/${mark}`, { method: "DELETE", as: "brand" })).status).toBe(204);
  const left = await variantsOf(id);
  expect(left).not.toContain(`images/${id}/w-150.png`);
  expect(left).toContain(`images/${id}/w-150_d-0.png`);
  expect(await problemOf(await see(`/images/${id}/transformation?w=150&fmt=png`))).toEqual(UNKNOWN);
});

describe("a writer", () => {
  const transformOf = (mark: string) => ({ width: 100, mark, format: "png" }) as const;

  test("that finds the mark deleted after its write takes away what it wrote", async () => {
    const [id, mark] = await uploadBoth();
    const put: Stores["variants"]["put"] = async (...call) => {
      await erase(mark);
      return stores.variants.put(...call);
    };
    const late = { ...stores, variants: { ...stores.variants, put } };
    const variant = { imageId: id, transform: transformOf(mark), extension: "png" } as const;
    await expect(makeVariant(late, variant, BOUND)).rejects.toMatchObject({ problem: { code: "mark-unknown" } });
    expect(await variantsOf(id)).not.toContain(markedKey(id, mark));
  });

  test("that dies before its look leaves what the second pass finds", async () => {
    const [id, mark] = await uploadBoth();
    await eraseImage(stores, mark, owner);
    await stores.markUses.note(mark, id);
    await stores.variants.put(markedKey(id, mark), { bytes: logo, contentType: "image/png", etag: "" }, "");
    await finishErasure(stores, mark, secondPass());
    expect(await variantsOf(id)).not.toContain(markedKey(id, mark));
    expect((await receiptOf(mark)).state).toBe("complete");
  });
});

test("the mark of more images than one turn goes through is gone after several", async () => {
  const [id, mark] = await uploadBoth();
  await see(markedPath(id, mark));
  await client.stored(markedKey(id, mark));
  // Ids that sort before the real one: it is in the last turn.
  const others = Array.from({ length: 230 }, (_, n) => `${n}`.padStart(26, "0"));
  await Promise.all(others.map((other) => stores.markUses.note(mark, other)));
  const sent: string[] = [];
  const queue = { send: async ({ act }: { readonly act: string }) => void sent.push(act) };
  const patient = { ...stores, queue };
  await eraseImage(patient, mark, owner);
  expect(sent).toContain("forget");
  expect((await stores.images.get(mark))?.erasure?.removedAt).toBeUndefined();
  await forgetImage(patient, mark, new Date());
  await forgetImage(patient, mark, new Date());
  expect(await variantsOf(id)).not.toContain(markedKey(id, mark));
  for (let turn = 0; turn < 3; turn++) await finishErasure(patient, mark, secondPass());
  expect((await receiptOf(mark)).state).toBe("complete");
  expect(await removeCopies(patient, mark, 2)).toBe(true);
});
