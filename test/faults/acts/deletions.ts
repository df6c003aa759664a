import { ERASURE_SECOND_PASS_SECONDS } from "../../../lib/limits.ts";
import { type Act, delivered, expectDone, status } from "../act.ts";
import { deleted, erase, lastImage, leaveBehind, put, ready } from "../doings.ts";
import type { Story, Told } from "../story.ts";

/** The owner deletes what was prepared. */
const DELETION: Pick<Act, "run" | "repeat"> = {
  run: (story, id) => status(erase(story, id)),
  async repeat(story, id) {
    await expectDone(story, "the deletion", (await erase(story, id)).status === 204);
  },
};

/** What is deleted, up to its last copy. */
export const DELETIONS: readonly Act[] = [
  {
    title: "DELETE /images/:id",
    prepare: ready,
    ...DELETION,
  },
  {
    title: "DELETE /images/:id, a mark",
    async prepare(story) {
      const id = await ready(story);
      await put(story, "carrier");
      await story.queue.deliver();
      const carrier = await lastImage(story);
      for (const width of [100, 200]) await story.view(`images/${carrier}/w-${width}_mark-${id}.jpeg`);
      return id;
    },
    ...DELETION,
  },
  {
    title: "the worker, second pass of a deletion",
    async prepare(story) {
      const id = await deleted(story);
      await leaveBehind(story, id);
      story.clock.forward(ERASURE_SECOND_PASS_SECONDS + 1);
      return id;
    },
    run: delivered,
  },
  {
    title: "the worker, forgetting",
    async prepare(story) {
      const id = await deleted(story);
      await leaveBehind(story, id);
      await story.rig.stores.queue.send({ act: "forget", imageId: id }, 0);
      return id;
    },
    run: delivered,
  },
  {
    title: "DELETE /users/me",
    async prepare(story) {
      await put(story, "other");
      return ready(story);
    },
    run: (story) => status(eraseAll(story)),
    async repeat(story) {
      await expectDone(story, "the deletion", (await eraseAll(story)).status === 204);
    },
  },
];

async function eraseAll(story: Story): Promise<Told> {
  const answer = await story.ask("/users/me", { method: "DELETE" });
  if (answer.status === 204) for (const id of story.fates.keys()) story.fates.set(id, "deleted");
  return answer;
}
