import type { SNSEvent } from "aws-lambda";
import { DAY_SECONDS, ERASURE_SECOND_PASS_SECONDS, PROCESSING_OVERDUE_SECONDS } from "../../lib/limits.ts";
import { NO_PICTURE, PICTURE, type Story, type Told } from "./story.ts";

/** Something that the service does, which a fault may befall at each of its calls. */
export interface Act {
  /** What the table of outcomes calls it. */
  readonly title: string;
  /** What comes before it, without a fault. @returns what `run` and `repeat` need to know */
  prepare?(story: Story): Promise<string>;
  /** @returns how it ended, as the table has it */
  run(story: Story, prepared: string): Promise<string>;
  /** What a client does who was not told that it is done; the queue and the sweeper do the rest. */
  repeat?(story: Story, prepared: string): Promise<void>;
}

/** Milliseconds after which a client takes it that S3 does not answer. */
const CLIENT_PATIENCE_MS = 2_000;

const JPEG = { "content-type": "image/jpeg" };

/** Uploads directly under a key of its own; told or not, the owner then knows. */
async function put(story: Story, key: string): Promise<Told> {
  const headers = { ...JPEG, "idempotency-key": key };
  const answer = await story.ask("/upload", { method: "PUT", headers, body: PICTURE });
  if (answer.status === 200) story.fates.set(answer.headers.get("location")!.replace("/images/", ""), "kept");
  return answer;
}

/** Begins an upload, and sends the bytes where it is told to. @returns the status of what failed, or 200 */
async function send(story: Story, key: string, bytes: Uint8Array<ArrayBuffer>): Promise<number> {
  const body = JSON.stringify({ contentType: "image/jpeg", sizeBytes: bytes.length });
  const begun = await story.ask("/upload", { method: "POST", headers: { "idempotency-key": key }, body });
  if (begun.status !== 201) return begun.status;
  const { id, url, headers } = JSON.parse(begun.bytes.toString());
  story.fates.set(id, bytes === PICTURE ? "kept" : "refused");
  const signal = AbortSignal.timeout(CLIENT_PATIENCE_MS);
  const sent = await fetch(url, { method: "PUT", headers, body: bytes, signal }).catch(() => undefined);
  // S3 has it already: a former try has arrived.
  return sent === undefined ? 503 : sent.status === 412 ? 200 : sent.status;
}

async function onlyImage({ fates }: Story): Promise<string> {
  return [...fates.keys()].at(-1)!;
}

async function uploaded(story: Story): Promise<string> {
  await put(story, "prepared");
  return onlyImage(story);
}

async function ready(story: Story): Promise<string> {
  const id = await uploaded(story);
  await story.queue.deliver();
  return id;
}

async function deleted(story: Story): Promise<string> {
  const id = await ready(story);
  await erase(story, id);
  return id;
}

async function erase(story: Story, id: string): Promise<Told> {
  const answer = await story.ask(`/images/${id}`, { method: "DELETE" });
  if (answer.status === 204) story.fates.set(id, "deleted");
  return answer;
}

/** What writers leave that began before a deletion and ended after it. */
async function leaveBehind({ rig: { stores } }: Story, id: string): Promise<void> {
  await stores.originals.put(id, PICTURE, "image/jpeg");
  const variant = { bytes: PICTURE, contentType: "image/jpeg", etag: "" };
  await stores.variants.put(`images/${id}/w-50.auto`, variant, `image-${id}`);
}

async function delivered({ queue }: Story): Promise<string> {
  return (await queue.deliver()) === 0 ? "done" : "again";
}

async function swept({ rig }: Story): Promise<string> {
  const done = Object.entries(await rig.functions.sweeper()).filter(([, count]) => count > 0);
  return done.map(([chore, count]) => `${chore} ${count}`).join(", ") || "later";
}

const status = async (answer: Promise<{ readonly status: number }>) => `${(await answer).status}`;

const DEFAULTS = JSON.stringify({ transform: { q: 60 }, renditions: {} });

const bounceOf = (name: string) => ({
  eventType: "Bounce",
  bounce: { bounceType: "Permanent", bouncedRecipients: [{ emailAddress: `${name}@gone.example` }] },
});

async function bounce({ rig, name }: Story): Promise<void> {
  const event = { Records: [{ Sns: { Message: JSON.stringify(bounceOf(name)) } }] } as SNSEvent;
  await rig.functions.mailEvents(event);
}

/** Has been done at last, and shows. */
async function expectDone(story: Story, what: string, isDone: boolean | Promise<boolean>): Promise<void> {
  if (!(await isDone)) story.violations.push(`${what} has not come to be`);
}

/** The owner deletes what was prepared. */
const DELETION: Pick<Act, "run" | "repeat"> = {
  run: (story, id) => status(erase(story, id)),
  async repeat(story, id) {
    await expectDone(story, "the deletion", (await erase(story, id)).status === 204);
  },
};

export const ACTS: readonly Act[] = [
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
      return onlyImage(story);
    },
    run: delivered,
  },
  {
    title: "the worker, of what is no picture",
    async prepare(story) {
      await send(story, "prepared", NO_PICTURE);
      return onlyImage(story);
    },
    run: delivered,
  },
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
      const carrier = await onlyImage(story);
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

async function eraseAll(story: Story): Promise<Told> {
  const answer = await story.ask("/users/me", { method: "DELETE" });
  if (answer.status === 204) for (const id of story.fates.keys()) story.fates.set(id, "deleted");
  return answer;
}

/** What the tables call the story's owner. */
export async function ownerOf(story: Story): Promise<string> {
  return JSON.parse((await story.ask("/users/me")).bytes.toString()).id;
}
