import { DAY_SECONDS, PROCESSING_OVERDUE_SECONDS } from "../../../lib/limits.ts";
import { type Act, swept } from "../act.ts";
import { deleted, leaveBehind, ownerOf, put, ready, send } from "../doings.ts";
import { PICTURE } from "../story.ts";

/** What the sweeper finds. */
export const SWEEPS: readonly Act[] = [
  {
    title: "the sweeper, an hour after messages were lost",
    async prepare(story) {
      const id = await deleted(story);
      await leaveBehind(story, id);
      await put(story, "direct");
      await send(story, "presigned", PICTURE);
      await story.queue.lose();
      story.clock.forward(PROCESSING_OVERDUE_SECONDS + 1);
      return id;
    },
    run: swept,
  },
  {
    title: "the sweeper, a day later",
    async prepare(story) {
      const id = await ready(story);
      // One upload that never came, and what a process left wrong that died.
      await story.ask("/upload", { method: "POST", body: JSON.stringify({ contentType: "image/png", sizeBytes: 9 }) });
      const lost = { images: 1, heldBytes: 7, reservedBytes: 0 };
      await story.rig.stores.accounts.change(await ownerOf(story), lost, Math.floor(Date.now() / 1000));
      story.clock.forward(DAY_SECONDS + 1);
      return id;
    },
    run: swept,
  },
  {
    title: "the sweeper, finishing DELETE /users/me",
    async prepare(story) {
      const id = await ready(story);
      const now = new Date();
      await story.rig.stores.accounts.beginErasure(await ownerOf(story), now.toISOString(), 0);
      story.fates.set(id, "deleted");
      return id;
    },
    run: swept,
  },
];
