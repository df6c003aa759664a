import { type AccountChore, changeOf, holdingsOf, NO_HOLDINGS } from "../accounts.ts";
import type { Chore, ImageRecord } from "../image-record.ts";
import { DAY_SECONDS, PROCESSING_OVERDUE_SECONDS } from "../limits.ts";
import { seconds } from "../time.ts";
import { type EraseStores, finishErasure } from "./erase-image.ts";
import { finishOwnerErasure } from "./erase-owner.ts";
import { recountAccount } from "./recount-account.ts";

/** Chores of one kind that one run takes on; the next run goes on. */
const CHORES_A_RUN = 100;

/** Seconds after which a chore that failed has its turn again; sooner, it would keep later ones from theirs. */
const RETRY_SECONDS = 600;

/** Milliseconds of a run that deleting everything of owners may take, of the 180 s that it has. */
const OWNER_ERASURE_MS = 60_000;

/** How many chores of each kind were done. */
export type SweepCount = Readonly<Record<Chore | "recount" | "eraseOwner", number>>;

/** What one kind of chore needs: who has one that is due, doing it, and moving one that failed. */
interface ChoreKind {
  due(limit: number): Promise<readonly string[]>;
  act(id: string): Promise<void>;
  postpone(id: string, dueAt: number): Promise<void>;
}

/**
 * Finishes what was interrupted: deletions, uploads whose event was lost, uploads that never came, accounts that do not
 * agree with the images that there are.
 *
 * Every chore stands alone; one that fails stays due and keeps no other from its turn.
 *
 * @param now e.g. `new Date()`
 * @param onError hears of each chore that failed
 */
export async function sweep(stores: EraseStores, now: Date, onError: (error: unknown) => void): Promise<SweepCount> {
  const ofImages = (chore: Chore, act: (imageId: string) => Promise<void>): ChoreKind => ({
    due: (limit) => stores.images.dueChores(chore, seconds(now), limit),
    act,
    postpone: (imageId, dueAt) => stores.images.postpone(imageId, chore, dueAt),
  });
  const ofAccounts = (chore: AccountChore, act: (owner: string) => Promise<void>): ChoreKind => ({
    due: (limit) => stores.accounts.dueChores(chore, seconds(now), limit),
    act,
    postpone: (owner, dueAt) => stores.accounts.postpone(owner, chore, dueAt),
  });
  const run = (kind: ChoreKind) => runChores(kind, now, onError);
  return {
    erase: await run(ofImages("erase", (imageId) => finishErasure(stores, imageId, now))),
    process: await run(ofImages("process", (imageId) => processAgain(stores, imageId, now))),
    expire: await run(ofImages("expire", (imageId) => expireUpload(stores, imageId, now))),
    recount: await run(ofAccounts("recount", (owner) => recountAccount(stores, owner, now))),
    eraseOwner: await run(ofAccounts("erase", eraseOwnerUntil(stores, now, Date.now() + OWNER_ERASURE_MS))),
  };
}

/** One deadline for all of them: who has no turn is due again at the next run. */
function eraseOwnerUntil(stores: EraseStores, now: Date, deadline: number): (owner: string) => Promise<void> {
  return (owner) => finishOwnerErasure(stores, owner, now, deadline);
}

/** @returns how many were done */
async function runChores(kind: ChoreKind, now: Date, onError: (error: unknown) => void): Promise<number> {
  const due = await kind.due(CHORES_A_RUN).catch(unlessFailed(onError));
  let done = 0;
  for (const id of due ?? []) {
    const isDone = await kind.act(id).then(() => true, unlessFailed(onError));
    if (isDone) done++;
    else await kind.postpone(id, seconds(now) + RETRY_SECONDS).catch(unlessFailed(onError));
  }
  return done;
}

function unlessFailed(onError: (error: unknown) => void): (error: unknown) => undefined {
  return (error) => void onError(error);
}

/** Has an upload looked after again whose message must have been lost; after a day of that it has failed. */
async function processAgain(stores: EraseStores, imageId: string, now: Date): Promise<void> {
  const { images, originals, queue } = stores;
  const record = await images.get(imageId);
  if (record === undefined || record.state === "deleted") return;
  if (record.state === "processing" && !(await originals.has(imageId))) return forgetUpload(stores, record, now);
  const begunAt = record.remake?.askedAt ?? record.createdAt;
  if (seconds(now) - seconds(new Date(begunAt)) > DAY_SECONDS) {
    // A mail that could not be sent for a day is in the dead letters by now, and so are renditions.
    if (record.state !== "processing") return images.settle(imageId);
    const detail = "The picture could not be processed for a day.";
    await images.fail(imageId, { code: "internal-error", detail }, seconds(now) + PROCESSING_OVERDUE_SECONDS);
  }
  await queue.send({ act: "process", imageId }, 0);
  await images.postpone(imageId, "process", seconds(now) + PROCESSING_OVERDUE_SECONDS);
}

/** An upload that was begun: it has come and its message was lost, or may still come, or never has for a day. */
async function expireUpload(stores: EraseStores, imageId: string, now: Date): Promise<void> {
  const { images, originals, queue } = stores;
  const record = await images.get(imageId);
  if (record?.state !== "processing") return;
  if (await originals.hasIncoming(imageId)) {
    await queue.send({ act: "admit", imageId }, 0);
    return images.postpone(imageId, "expire", seconds(now) + PROCESSING_OVERDUE_SECONDS);
  }
  const endsAt = seconds(new Date(record.createdAt)) + DAY_SECONDS;
  if (seconds(now) < endsAt) return images.postpone(imageId, "expire", endsAt);
  await forgetUpload(stores, record, now);
  await originals.removeIncoming(imageId);
}

/** The recount comes first: of a record that is gone, nobody would know what it held. */
async function forgetUpload({ images, accounts }: EraseStores, record: ImageRecord, now: Date): Promise<void> {
  await accounts.expectRecount(record.owner, seconds(now));
  if (!(await images.removeUnfinished(record.id))) return;
  await accounts.change(record.owner, changeOf(holdingsOf(record), NO_HOLDINGS), seconds(now));
}
