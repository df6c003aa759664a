import { type Act, expectDone, status } from "../act.ts";
import { ready, uploaded } from "../doings.ts";

/** Pictures that are asked for. */
export const VARIANTS: readonly Act[] = [
  {
    title: "the transformer, faster than the worker",
    prepare: uploaded,
    run: (story, id) => status(story.view(`images/${id}/w-200.jpeg`)),
    async repeat(story, id) {
      await expectDone(story, "the variant", (await story.view(`images/${id}/w-200.jpeg`)).status === 200);
    },
  },
  {
    title: "POST /images/:id?w=",
    prepare: ready,
    run: (story, id) => status(story.ask(`/images/${id}?w=201&fmt=jpeg`, { method: "POST" })),
    async repeat(story, id) {
      const { status } = await story.ask(`/images/${id}?w=201&fmt=jpeg`, { method: "POST" });
      await expectDone(story, "the variant", status === 201);
    },
  },
  {
    title: "POST /images/:id",
    prepare: ready,
    run: (story, id) => status(story.ask(`/images/${id}`, { method: "POST" })),
  },
];
