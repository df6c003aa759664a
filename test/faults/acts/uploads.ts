import { type Act, delivered, expectDone, status } from "../act.ts";
import { lastImage, put, send, uploaded } from "../doings.ts";
import { NO_PICTURE, PICTURE } from "../story.ts";

/** Pictures that come, and what is made of them. */
export const UPLOADS: readonly Act[] = [
  {
    title: "PUT /upload",
    run: (story) => status(put(story, "acted")),
    async repeat(story) {
      await expectDone(story, "the upload", (await put(story, "acted")).status === 200);
    },
  },
  {
    title: "POST /upload and the bytes",
    run: async (story) => `${await send(story, "acted", PICTURE)}`,
    async repeat(story) {
      await expectDone(story, "the upload", (await send(story, "acted", PICTURE)) === 200);
    },
  },
  {
    title: "the worker, of a direct upload",
    async prepare(story) {
      const id = await uploaded(story);
      const { owner } = (await story.rig.stores.images.get(id))!;
      for (let n = 0; n < 2; n++)
        await story.rig.stores.prewarming.demand.count(owner, "w-100.auto", Date.now() / 1000);
      return id;
    },
    run: delivered,
  },
  {
    title: "the worker, of a presigned upload",
    async prepare(story) {
      await send(story, "prepared", PICTURE);
      return lastImage(story);
    },
    run: delivered,
  },
  {
    title: "the worker, of what is no picture",
    async prepare(story) {
      await send(story, "prepared", NO_PICTURE);
      return lastImage(story);
    },
    run: delivered,
  },
];
