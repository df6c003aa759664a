import sharp from "sharp";
import { ulid } from "ulid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { awsStores, type Stores } from "../../../api/stores.ts";
import { planRendering } from "../../../lib/image/plan.ts";
import { render } from "../../../lib/image/render.ts";
import type { ImageRecord, ProvenImage } from "../../../lib/image-record.ts";
import type { Figures } from "../../../lib/metrics.ts";
import { answerVariant } from "../../../lib/operations/answer-variant.ts";
import { finishVariant } from "../../../lib/operations/finish-variant.ts";
import type { AnswerStores } from "../../../lib/operations/keep-answered.ts";
import { PASSING_CACHING, VARIANT_CACHING } from "../../../lib/url/caching.ts";
import type { Transform } from "../../../lib/url/parameters.ts";
import { DEFAULT_UNSIGNED_URLS } from "../../../lib/url/unsigned.ts";
import { variantKey } from "../../../lib/url/variant-key.ts";
import { type Client, startClient } from "../../contract/service.ts";
import { quadrants } from "../../pictures/quadrants.ts";

const BOUND = { most: 500, unsignedUrls: DEFAULT_UNSIGNED_URLS };
const LIFE = () => 30;
const LATE = { timeout: 10_000, interval: 100 };

let client: Client;
let stores: Stores;
let picture: Buffer;
/** An image that the worker is done with. */
let id: string;

beforeAll(async () => {
  client = await startClient();
  stores = awsStores(client.service.environment);
  picture = await quadrants(1700, 2600).jpeg().toBuffer();
  id = await client.upload(picture);
  await client.settled(id);
});
afterAll(() => client.close());

const keysOf = async (imageId: string) => {
  const { originals, variants } = await client.keys();
  return [...originals, ...variants].filter((key) => key.includes(imageId));
};

/** An image that is proven and that the worker has given up: it has no mezzanines. */
async function withoutMezzanines(): Promise<string> {
  const { findings, rungs, mails, ...record } = (await stores.images.get(id))!;
  const bare: ImageRecord = { ...record, id: ulid().toLowerCase(), state: "failed" };
  await stores.images.create(bare, "process", Math.floor(Date.now() / 1000) + 9_000);
  await stores.originals.put(bare.id, picture, "image/jpeg");
  return bare.id;
}

/** The real originals, and a word on each mezzanine that is read or written. */
function watched(
  onMezzanine: (what: string, edge: number, signal?: AbortSignal) => void | Promise<void>,
): AnswerStores {
  const { originals } = stores;
  return {
    ...stores,
    originals: {
      ...originals,
      async getMezzanine(id, edge, signal) {
        await onMezzanine("get", edge, signal);
        return originals.getMezzanine(id, edge, signal);
      },
      async putMezzanine(id, edge, mezzanine) {
        await originals.putMezzanine(id, edge, mezzanine);
        await onMezzanine("put", edge);
      },
    },
  };
}

describe("an answer", () => {
  test("is there before the variant is stored", async () => {
    const key = `images/${id}/w-200.jpeg`;
    const answer = await answerVariant(stores, key, BOUND);
    expect(await stores.variants.get(key)).toBeUndefined();
    await answer.afterwards!(LIFE);
    const stored = await stores.variants.get(key);
    expect(stored).toMatchObject({ etag: answer.etag, contentType: "image/jpeg" });
  });

  // The local edge may be forgetting the deletion itself at that moment.
  test("that came to the edge after a deletion is forgotten again, and nothing is stored", { retry: 2 }, async () => {
    const doomed = await client.upload(picture);
    const key = `images/${doomed}/w-200.jpeg`;
    const path = `/images/${doomed}/transformation?w=200&fmt=jpeg`;
    const answer = await answerVariant(stores, key, BOUND);
    expect((await client.ask(`/images/${doomed}`, { method: "DELETE" })).status).toBe(204);
    // The edge is filled with it, as by an answer that was on its way.
    await stores.variants.put(key, answer, answer.cacheTags);
    expect((await client.ask(path, { as: null })).status).toBe(200);
    await answer.afterwards!(LIFE);
    await expect.poll(async () => (await client.ask(path, { as: null })).status, LATE).toBe(404);
    expect(await keysOf(doomed)).toEqual([]);
  });

  test("whose storing fails is answered all the same, and made again", async () => {
    const broken = { ...stores, variants: { ...stores.variants, put: () => Promise.reject(new Error("no S3")) } };
    const answer = await answerVariant(broken, `images/${id}/w-250.auto`, BOUND);
    await expect(answer.afterwards!(LIFE)).rejects.toThrow("no S3");
    const again = await client.ask(`/images/${id}/transformation?w=250`, { as: null, accept: "*/*" });
    expect([again.status, again.headers.get("etag")]).toEqual([200, answer.etag]);
  });
});

describe("a source that is read before the record", () => {
  test("is used where the record bears the guess out, and read once", async () => {
    const read: number[] = [];
    const recording = watched((_what, edge) => void read.push(edge));
    await answerVariant(recording, `images/${id}/w-400.jpeg`, BOUND);
    expect(read).toEqual([1280]);
  });

  test("is given up where it does not: the picture is what the record says", async () => {
    const read: { edge: number; isGivenUp: () => boolean }[] = [];
    const recording = watched((_what, edge, signal) => void read.push({ edge, isGivenUp: () => !!signal?.aborted }));
    // 800 px of a tall picture's width want more than its smaller mezzanine has.
    const answer = await answerVariant(recording, `images/${id}/w-800.jpeg`, BOUND);
    expect(read.map(({ edge, isGivenUp }) => [edge, isGivenUp()])).toEqual([
      [1280, true],
      [2560, false],
    ]);
    const record = (await stores.images.get(id)) as ProvenImage;
    const source = (await stores.originals.getMezzanine(id, 2560))!.bytes;
    const expected = await render(source, planRendering(record.proof, { width: 800 }, "jpeg", [1280, 2560]));
    expect(answer.etag).toBe(expected.etag);
  });

  test("of an image that is not there is no fault of anybody's", async () => {
    const answer = answerVariant(stores, "images/00000000000000000000000000/w-400.jpeg", BOUND);
    await expect(answer).rejects.toMatchObject({ problem: { code: "image-not-found" } });
  });
});

describe("mezzanines that the worker has not made", () => {
  test("are made by one of the first misses, after their answers", async () => {
    const bare = await withoutMezzanines();
    const written: number[] = [];
    const recording = watched((what, edge) => void (what === "put" && written.push(edge)));
    const answers = await Promise.all(
      [300, 400, 500].map((w) => answerVariant(recording, `images/${bare}/w-${w}.jpeg`, BOUND)),
    );
    expect((await stores.images.get(bare))?.rungs).toBeUndefined();
    await Promise.all(answers.map((answer) => answer.afterwards!(LIFE)));
    expect(written).toEqual([1280, 2560]);
    expect((await stores.images.get(bare))?.rungs).toEqual([1280, 2560]);
  });

  test("are left to another miss by a transformer that has not long to live", async () => {
    const bare = await withoutMezzanines();
    await (await answerVariant(stores, `images/${bare}/w-300.jpeg`, BOUND)).afterwards!(() => 3);
    expect((await stores.images.get(bare))?.rungs).toBeUndefined();
    await client.ask(`/images/${bare}/transformation?w=320`, { as: null });
    await expect.poll(async () => (await stores.images.get(bare))?.rungs, LATE).toEqual([1280, 2560]);
  });

  test("do not outlive an image that is deleted while they are made", async () => {
    const bare = await withoutMezzanines();
    const deleting = watched(async (what, edge) => {
      if (what === "put" && edge === 1280) await client.ask(`/images/${bare}`, { method: "DELETE" });
    });
    await (await answerVariant(deleting, `images/${bare}/w-300.jpeg`, BOUND)).afterwards!(LIFE);
    await expect.poll(() => keysOf(bare), LATE).toEqual([]);
  });

  test("change no smart crop by coming late", async () => {
    const bare = await withoutMezzanines();
    const transform: Transform = { width: 400, height: 400, fit: "cover", gravity: "attention", quality: 95 };
    const key = variantKey({ imageId: bare, transform, extension: "jpeg" });
    const before = await answerVariant(stores, key, BOUND);
    await before.afterwards!(LIFE);
    const after = await answerVariant(stores, key, BOUND);
    const raw = (bytes: Uint8Array) => sharp(bytes).raw().toBuffer();
    const [one, other] = [await raw(before.bytes), await raw(after.bytes)];
    const mean = one.reduce((sum, value, i) => sum + Math.abs(value - other[i]!), 0) / one.length;
    expect(mean).toBeLessThan(2);
  });
});

describe("what is counted when a variant is stored", () => {
  /** While a key is answered, as often as it is asked. */
  async function countedFor(key: string, times: number): Promise<Figures[]> {
    const counted: Figures[] = [];
    const counting = { ...stores, metrics: (figures: Figures) => counted.push(figures) };
    for (let time = 0; time < times; time++) await (await answerVariant(counting, key, BOUND)).afterwards!(LIFE);
    return counted;
  }

  test("is what it saves, and of a second miss that the first was stored already", async () => {
    const [first, second, ...others] = await countedFor(`images/${id}/w-100.webp`, 2);
    expect(first).toEqual({ OriginalBytes: picture.length, VariantBytes: expect.any(Number), StoredAlready: 0 });
    expect(first?.VariantBytes).toBeLessThan(picture.length);
    expect(second).toEqual({ ...first, StoredAlready: 1 });
    expect(others).toEqual([]);
  });

  test("is no image's data, which is no picture that saves anything", async () => {
    expect(await countedFor(`images/${id}/default.json`, 1)).toEqual([]);
  });
});

test("data is kept while its renditions are, and for seconds once other defaults are to replace them", async () => {
  const { owner, defaults } = (await stores.images.get(id))!;
  const other = await client.upload(picture);
  await client.settled(other);
  const cachingOf = async () => (await answerVariant(stores, `images/${other}/default.json`, BOUND)).caching;
  expect(await cachingOf()).toBe(VARIANT_CACHING);
  await stores.images.freezeAgain(other, owner, defaults, new Date());
  expect(await cachingOf()).toBe(PASSING_CACHING);
});

describe("an AVIF that is not there in time", () => {
  const NO_PATIENCE_MS = 1;

  test("is answered as a WebP that nobody keeps, and finished by the worker", async () => {
    const key = `images/${id}/w-650.auto-avif`;
    const answer = await answerVariant(stores, key, BOUND, NO_PATIENCE_MS);
    expect(answer).toMatchObject({ contentType: "image/webp", caching: PASSING_CACHING });
    expect(await stores.variants.get(key)).toBeUndefined();
    await answer.afterwards!(LIFE);
    await expect.poll(async () => (await stores.variants.get(key))?.contentType, LATE).toBe("image/avif");
  });

  test("is waited for by who asked for one by name", async () => {
    const answer = await answerVariant(stores, `images/${id}/w-650.avif`, BOUND, NO_PATIENCE_MS);
    expect(answer).toMatchObject({ contentType: "image/avif", caching: VARIANT_CACHING });
  });

  test("is not made any more of an image that was deleted meanwhile", async () => {
    const gone = await client.upload(picture);
    await client.settled(gone);
    const answer = await answerVariant(stores, `images/${gone}/w-650.auto-avif`, BOUND, NO_PATIENCE_MS);
    await client.ask(`/images/${gone}`, { method: "DELETE" });
    await answer.afterwards!(LIFE);
    await finishVariant(stores, gone, "w-650.auto-avif");
    expect(await keysOf(gone)).toEqual([]);
  });
});
