import { expect, test } from "vitest";
import { beginStory, PICTURE } from "./story.ts";
import { stageOfFile } from "./test-stage.ts";
import { quietly } from "./trial.ts";

/** One more than a page of S3's lists holds. */
const VARIANTS = 1_001;

/** Writes that are under way at once. */
const TOGETHER = 50;

const stage = stageOfFile();

test("a deletion to which S3 says no at the second page of variants is 503, and goes on there when it is asked again", async () => {
  const story = beginStory(stage());
  const { stores, plan } = stage().rig;
  const headers = { "content-type": "image/jpeg" };
  const uploaded = await story.ask("/upload", { method: "PUT", headers, body: PICTURE });
  const id = uploaded.headers.get("location")!.replace("/images/", "");
  await seed(id);

  plan.strike("throttled", { call: "s3 ListObjectsV2 images/{id}/", turn: 2 });
  const refused = await quietly(() => story.ask(`/images/${id}`, { method: "DELETE" }));
  expect([refused.status, refused.headers.get("retry-after"), plan.hasStruck]).toEqual([503, "1", true]);
  expect(await stores.variants.keysOf(id)).toHaveLength(1);

  await stage().rig.recover();
  expect((await story.ask(`/images/${id}`, { method: "DELETE" })).status).toBe(204);
  expect(await stores.variants.keysOf(id)).toEqual([]);
  expect((await stores.images.get(id))?.erasure?.variants).toBe(VARIANTS);
  expect(story.violations).toEqual([]);
});

async function seed(id: string): Promise<void> {
  const { variants } = stage().rig.stores;
  const picture = { bytes: PICTURE.subarray(0, 100), contentType: "image/jpeg", etag: "" };
  for (let from = 0; from < VARIANTS; from += TOGETHER) {
    const numbers = Array.from({ length: Math.min(TOGETHER, VARIANTS - from) }, (_, at) => from + at + 1);
    await Promise.all(numbers.map((width) => variants.put(`images/${id}/w-${width}.jpeg`, picture, `image-${id}`)));
  }
}
