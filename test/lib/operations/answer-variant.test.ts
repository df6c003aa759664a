import { afterAll, beforeAll, expect, test } from "vitest";
import { awsStores } from "../../../api/stores.ts";
import type { Figures } from "../../../lib/metrics.ts";
import { answerVariant } from "../../../lib/operations/answer-variant.ts";
import { type Client, startClient } from "../../contract/service.ts";
import { quadrants } from "../../pictures/quadrants.ts";

let client: Client;
let imageId: string;
let original: Buffer;
beforeAll(async () => {
  client = await startClient();
  original = await quadrants(640, 480).jpeg().toBuffer();
  imageId = await client.upload(original);
  await client.settled(imageId);
});
afterAll(() => client.close());

/** What is counted while a key is answered, as often as it is asked. */
async function countedFor(key: string, times: number): Promise<Figures[]> {
  const counted: Figures[] = [];
  const stores = { ...awsStores(client.service.environment), metrics: (figures: Figures) => counted.push(figures) };
  for (let time = 0; time < times; time++) await answerVariant(stores, key, 500);
  return counted;
}

test("a miss counts what the variant saves, and a second one that the first was stored already", async () => {
  const [first, second, ...others] = await countedFor(`images/${imageId}/w-100.webp`, 2);
  expect(first).toEqual({ OriginalBytes: original.length, VariantBytes: expect.any(Number), StoredAlready: 0 });
  expect(first?.VariantBytes).toBeLessThan(original.length);
  expect(second).toEqual({ ...first, StoredAlready: 1 });
  expect(others).toEqual([]);
});

test("an image's data is no picture that saves anything", async () => {
  expect(await countedFor(`images/${imageId}/default.json`, 1)).toEqual([]);
});
