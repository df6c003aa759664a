import { expect, test } from "vitest";
import { ERASURE_SECOND_PASS_SECONDS } from "../../lib/limits.ts";
import { forgetImage } from "../../lib/operations/forget-image.ts";
import { imageTag } from "../../lib/url/caching.ts";
import { beginStory, PICTURE } from "./story.ts";
import { stageOfFile } from "./test-stage.ts";
import { clear, quietly, settle } from "./trial.ts";

const FORGETTING = { call: "cloudfront CreateInvalidation image", turn: 1 };

const stage = stageOfFile();

/** An answer that the edge keeps for ever, unless it is told to forget it. */
function fillEdge(id: string): void {
  const kept = { storedAt: Date.now(), freshUntil: Number.MAX_VALUE, staleUntil: Number.MAX_VALUE };
  const answer = { path: `/images/${id}/w-100.auto`, status: 200, headers: {}, body: Buffer.from(PICTURE) };
  stage().rig.edge.put({ ...answer, ...kept, tags: new Set([imageTag(id)]) });
}

test("a deletion is not complete before the edge has forgotten, however often it cannot be told", async () => {
  const story = beginStory(stage());
  const { rig, clock, queue } = stage();
  const headers = { "content-type": "image/jpeg" };
  const uploaded = await story.ask("/upload", { method: "PUT", headers, body: PICTURE });
  const id = uploaded.headers.get("location")!.replace("/images/", "");
  await queue.deliver();
  fillEdge(id);
  const isAtEdge = () => rig.edge.get(`/images/${id}/w-100.auto`) !== undefined;
  const isComplete = async () => (await rig.stores.images.get(id))?.erasure?.completedAt !== undefined;

  rig.plan.strike("refused", FORGETTING);
  const told = await quietly(() => story.ask(`/images/${id}`, { method: "DELETE" }));
  expect([told.status, told.headers.get("retry-after"), isAtEdge()]).toEqual([503, "1", true]);
  await rig.recover();

  // Nobody asks again: the second pass has to.
  clock.forward(ERASURE_SECOND_PASS_SECONDS + 1);
  rig.plan.strike("throttled", FORGETTING);
  expect([await quietly(() => queue.deliver()), isAtEdge(), await isComplete()]).toEqual([1, true, false]);
  await rig.recover();

  await quietly(() => settle(story));
  expect([isAtEdge(), await isComplete(), story.violations]).toEqual([false, true, []]);
  await clear(story);
});

test("an answer that comes between two forgettings of one moment is forgotten by the second", async () => {
  const story = beginStory(stage());
  const { rig, queue } = stage();
  const headers = { "content-type": "image/jpeg" };
  const uploaded = await story.ask("/upload", { method: "PUT", headers, body: PICTURE });
  const id = uploaded.headers.get("location")!.replace("/images/", "");
  await queue.deliver();
  const now = new Date();
  await forgetImage(rig.stores, id, now);
  fillEdge(id);
  await forgetImage(rig.stores, id, now);
  expect(rig.edge.get(`/images/${id}/w-100.auto`)).toBeUndefined();
  await quietly(() => settle(story));
  await clear(story);
});
