import type { SNSEvent } from "aws-lambda";
import { type Act, expectDone, status } from "../act.ts";
import { ready } from "../doings.ts";
import type { Story, Told } from "../story.ts";

const DEFAULTS = JSON.stringify({ transform: { q: 60 }, renditions: {} });

const bounceOf = (name: string) => ({
  eventType: "Bounce",
  bounce: { bounceType: "Permanent", bouncedRecipients: [{ emailAddress: `${name}@gone.example` }] },
});

async function bounce({ rig, name }: Story): Promise<void> {
  const event = { Records: [{ Sns: { Message: JSON.stringify(bounceOf(name)) } }] } as SNSEvent;
  await rig.functions.mailEvents(event);
}

/** What owners say of their pictures and their mail, and bounces of theirs. */
export const WISHES: readonly Act[] = [
  {
    title: "PUT, DELETE /users/me/defaults",
    async run(story) {
      const put = await story.ask("/users/me/defaults", { method: "PUT", body: DEFAULTS });
      return put.status === 200 ? status(story.ask("/users/me/defaults", { method: "DELETE" })) : `${put.status}`;
    },
  },
  {
    title: "PATCH /images/:id, words and focal point",
    prepare: ready,
    run: (story, id) => status(change(story, id)),
    async repeat(story, id) {
      await expectDone(story, "the change", (await change(story, id)).status === 200);
    },
  },
  {
    title: "POST /images/:id/defaults",
    prepare: ready,
    run: (story, id) => status(story.ask(`/images/${id}/defaults`, { method: "POST" })),
    async repeat(story, id) {
      const { status } = await story.ask(`/images/${id}/defaults`, { method: "POST" });
      await expectDone(story, "the re-application", status === 202);
    },
  },
  {
    title: "PUT /users/me/notifications",
    run: (story) => status(story.ask("/users/me/notifications", { method: "PUT", body: '{"mail":false}' })),
  },
  {
    title: "a bounce",
    run: (story) =>
      bounce(story).then(
        () => "done",
        () => "again",
      ),
    async repeat(story) {
      await bounce(story);
      await expectDone(story, "the suppression", story.rig.stores.users.isSuppressed(`${story.name}@gone.example`));
    },
  },
];

function change(story: Story, id: string): Promise<Told> {
  const body = JSON.stringify({ title: "Quadrants", labels: ["made"], focalPoint: [30, 70] });
  return story.ask(`/images/${id}`, { method: "PATCH", body });
}
