import type { Chore } from "../image-record.ts";
import { DAY_SECONDS, PROCESSING_OVERDUE_SECONDS } from "../limits.ts";
import { seconds } from "../time.ts";
import { type EraseStores, finishErasure } from "./erase-image.ts";

/** Chores of one kind that one run takes on; the next run goes on. */
const CHORES_A_RUN = 100;

/** Seconds after which a chore that failed has its turn again; sooner, it would keep later ones from theirs. */
const RETRY_SECONDS = 600;

/** How many chores of each kind were done. */
export type SweepCount = Readonly<Record<Chore, number>>;

/**
 * Finishes what was interrupted: deletions, uploads whose event was lost, uploads that never came.
 *
 * Every chore stands alone; one that fails stays due and keeps no other from its turn.
 *
 * @param now e.g. `new Date()`
 * @param onError hears of each chore that failed
 */
export async function sweep(stores: EraseStores, now: Date, onError: (error: unknown) => void): Promise<SweepCount> {
  const acts: Record<Chore, (imageId: string) => Promise<void>> = {
    erase: (imageId) => finishErasure(stores, imageId, now),
    process: (imageId) => processAgain(stores, imageId, now),
    expire: (imageId) => expireUpload(stores, imageId),
  };
  const done = { erase: 0, process: 0, expire: 0 };
  for (const chore of ["erase", "process", "expire"] as const) {
    const due = await stores.images.dueChores(chore, seconds(now), CHORES_A_RUN).catch(unlessFailed(onError));
    for (const imageId of due ?? []) {
      const isDone = await acts[chore](imageId).then(() => true, unlessFailed(onError));
      if (isDone) done[chore]++;
      else await stores.images.postpone(imageId, chore, seconds(now) + RETRY_SECONDS).catch(unlessFailed(onError));
    }
  }
  return done;
}

function unlessFailed(onError: (error: unknown) => void): (error: unknown) => undefined {
  return (error) => void onError(error);
}

/** Has an upload looked after again whose message must have been lost; after a day of that it has failed. */
async function processAgain({ images, originals, queue }: EraseStores, imageId: string, now: Date): Promise<void> {
  const record = await images.get(imageId);
  if (record === undefined || record.state === "deleted") return;
  if (record.state === "processing" && !(await originals.has(imageId))) return images.removeUnfinished(imageId);
  if (seconds(now) - seconds(new Date(record.createdAt)) > DAY_SECONDS) {
    // A mail that could not be sent for a day is in the dead letters by now.
    if (record.state !== "processing") return images.settle(imageId);
    await images.fail(imageId, { code: "internal-error", detail: "The picture could not be processed for a day." });
  }
  await queue.send({ act: "process", imageId }, 0);
  await images.postpone(imageId, "process", seconds(now) + PROCESSING_OVERDUE_SECONDS);
}

/** An upload that was begun and never came. */
async function expireUpload({ images, originals }: EraseStores, imageId: string): Promise<void> {
  await images.removeUnfinished(imageId);
  await originals.removeIncoming(imageId);
}
