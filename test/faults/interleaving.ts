import { createHash } from "node:crypto";
import fc, { type Scheduler } from "fast-check";
import { ulid } from "ulid";
import type { Stores } from "../../api/stores.ts";
import { variantBound } from "../../lib/aws/environment.ts";
import { acceptUpload } from "../../lib/operations/accept-upload.ts";
import { answerVariant } from "../../lib/operations/answer-variant.ts";
import { eraseImage } from "../../lib/operations/erase-image.ts";
import { forgetImage } from "../../lib/operations/forget-image.ts";
import { processUpload } from "../../lib/operations/process-upload.ts";
import { ownerOf } from "./acts.ts";
import { findViolations, orphans } from "./invariants.ts";
import { beginStory, PICTURE, type Stage } from "./story.ts";
import { clear, quietly, settle } from "./trial.ts";

/** How many of each are under way at the same time, all about one image. */
export interface Cast {
  /** Whether all of it begins only when the upload is over; else most would find that there is nothing yet. */
  readonly isLater: boolean;
  /** Repetitions under one Idempotency-Key. */
  readonly uploads: number;
  /** Deliveries of one message. */
  readonly processings: number;
  readonly views: readonly string[];
  readonly deletions: number;
  /** Calls of the others after which these begin; at once, they would mostly be over before anything is written. */
  readonly deletedAfter: number;
  readonly forgettings: number;
}

export const anyCast: fc.Arbitrary<Cast> = fc.record({
  isLater: fc.constantFrom(true, true, true, false),
  uploads: fc.integer({ min: 1, max: 2 }),
  processings: fc.integer({ min: 0, max: 2 }),
  views: fc.array(fc.constantFrom("w-100.auto", "w-200.jpeg", "default.json"), { maxLength: 2 }),
  deletions: fc.integer({ min: 0, max: 2 }),
  deletedAfter: fc.integer({ min: 0, max: 40 }),
  forgettings: fc.integer({ min: 0, max: 1 }),
});

const LIFE = () => 30;

/**
 * Has all of a cast act at the same time, one call to a store after the other, in the order that the scheduler likes;
 * then what comes again by itself comes.
 *
 * @returns a sentence for each thing that must not be
 */
export async function interleave(stage: Stage, scheduler: Scheduler, cast: Cast): Promise<readonly string[]> {
  return quietly(async () => {
    const story = beginStory(stage);
    const { stores } = stage.rig;
    const owner = await ownerOf(story);
    const imageId = ulid().toLowerCase();
    const bodyHash = createHash("sha256").update(PICTURE).digest("hex");
    await stores.users.claimIdempotencyKey(owner, "once", { imageId, bodyHash }, Math.floor(Date.now() / 1000));

    const progress = createProgress();
    const gated = inTurn(stores, scheduler, progress.onCall);
    const uploader = { owner, email: `${story.name}@example.com`, idempotencyKey: "once" };
    if (cast.isLater) await acceptUpload(stores, uploader, PICTURE, {});
    const some = <T>(count: number, act: () => Promise<T>) => Array.from({ length: count }, act);
    const uploads = some(cast.uploads, () => acceptUpload(gated, uploader, PICTURE, {}));
    const others = [
      ...some(cast.processings, () => processUpload(gated, imageId)),
      ...some(cast.forgettings, () => forgetImage(gated, imageId, new Date())),
      ...cast.views.map(async (name) => {
        const answer = await answerVariant(gated, `images/${imageId}/${name}`, variantBound(stage.rig.environment));
        await answer.afterwards?.(LIFE);
      }),
    ];
    const deletions = some(cast.deletions, async () => {
      await Promise.race([progress.reached(cast.deletedAfter), Promise.allSettled([...uploads, ...others])]);
      return eraseImage(gated, imageId, owner);
    });
    await scheduler.waitFor(Promise.allSettled([...uploads, ...deletions, ...others]));

    const isUploaded = cast.isLater || (await anyOf(uploads));
    const isDeleted = await anyOf(deletions);
    if (isUploaded || isDeleted) story.fates.set(imageId, isDeleted ? "deleted" : "kept");
    if (!isUploaded && !isDeleted) story.violations.push("neither uploaded nor deleted");
    // Nobody has died: each has looked again after its write, and the second pass has nothing left to find.
    await stage.queue.deliver();
    await stage.rig.idle();
    if (isDeleted) story.violations.push(...(await orphans(story)));
    await settle(story);
    const violations = await findViolations(story, { mailsPerImage: 1 });
    await clear(story);
    return violations;
  });
}

async function anyOf(acts: readonly Promise<unknown>[]): Promise<boolean> {
  return (await Promise.allSettled(acts)).some(({ status }) => status === "fulfilled");
}

/** Counts the calls that have been made, for who begins in their midst. */
function createProgress() {
  let calls = 0;
  const waiting: { readonly count: number; readonly go: () => void }[] = [];
  return {
    onCall() {
      calls++;
      for (const { count, go } of waiting) if (calls >= count) go();
    },
    reached: (count: number) =>
      new Promise<void>((go) => {
        if (calls >= count) go();
        else waiting.push({ count, go });
      }),
  };
}

/** The same stores, each call of which waits for its turn. */
function inTurn(stores: Stores, scheduler: Scheduler, onCall: () => void): Stores {
  const gate = <T extends object>(name: string, store: T): T =>
    new Proxy(store, {
      get(target, key) {
        const method: unknown = Reflect.get(target, key);
        if (typeof method !== "function") return method;
        return async (...given: unknown[]) => {
          await scheduler.schedule(Promise.resolve(), `${name}.${String(key)}`);
          onCall();
          return method.apply(target, given);
        };
      },
    });
  return {
    ...stores,
    originals: gate("originals", stores.originals),
    variants: gate("variants", stores.variants),
    images: gate("images", stores.images),
    users: gate("users", stores.users),
    accounts: gate("accounts", stores.accounts),
    queue: gate("queue", stores.queue),
    edgeCache: gate("edgeCache", stores.edgeCache),
    mailer: stores.mailer && gate("mailer", stores.mailer),
  };
}
