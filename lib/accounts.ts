import type { ImageRecord } from "./image-record.ts";

/** What images take of their owner's quota. */
export interface Holdings {
  /** Proven ones. */
  readonly images: number;
  /** Bytes of originals, and those announced by uploads that were begun. */
  readonly heldBytes: number;
  /** The part of `heldBytes` that has not been proven yet. */
  readonly reservedBytes: number;
}

/** What an owner uses. */
export interface Account extends Holdings {
  /** Uploads since the hour began. */
  readonly uploads: number;
  /** Unix seconds; one that has passed means that no hour has begun since. */
  readonly hourEndsAt: number;
  /** Counts every change of the holdings. */
  readonly changes: number;
  /** Unix seconds of the last one. */
  readonly changedAt: number;
  /** Unix seconds when the sweeper is to look at it; absent when nothing has changed since it did. */
  readonly choreDueAt?: number;
  /** When the owner asked for everything to be deleted, e.g. `2026-01-31T12:00:00.000Z`; absent once it is. */
  readonly erasingSince?: string;
}

/** What one user may do; absent is unlimited. */
export interface UserLimits {
  readonly uploadsPerHour?: number | undefined;
  readonly storedBytes?: number | undefined;
}

/** Why an upload may not be counted. */
export type AccountRefusal = "uploads-exhausted" | "storage-exhausted";

/** What the sweeper does about an account when its time comes. */
export type AccountChore = "recount" | "erase";

/**
 * What owners use, one item an owner; every method is one conditional write or one read of it.
 *
 * A process that dies between an image's record and its owner's account leaves the account wrong; the sweeper's recount
 * makes it right.
 */
export interface Accounts {
  /** Strongly consistent; of an owner who never uploaded, all is 0. */
  get(owner: string): Promise<Account>;
  /** Counts an upload and what it will hold, unless that would pass a limit. */
  countUpload(owner: string, holdings: Holdings, limits: UserLimits, now: number): Promise<AccountRefusal | "counted">;
  /** Adds to what an owner holds, and has it recounted within hours. @param change negative to give back */
  change(owner: string, change: Holdings, now: number): Promise<void>;
  /** Has an account recounted although nothing of it changes. */
  expectRecount(owner: string, now: number): Promise<void>;
  /** Corrects an account by a recount during which it may have changed, and has it recounted again. */
  correct(owner: string, change: Holdings, now: number): Promise<boolean>;
  /** Corrects an account by a recount and is done with it. @returns false where something has changed since `seenChanges` */
  settle(owner: string, change: Holdings, seenChanges: number): Promise<boolean>;
  /** Notes that all that an owner has now is to be deleted; asking again takes in what has come since. */
  beginErasure(owner: string, since: string, dueAt: number): Promise<void>;
  /** Notes that it is. @returns false where the owner has asked again since */
  endErasure(owner: string, since: string, now: number): Promise<boolean>;
  /** The owners whose chore is due, the longest due first. */
  dueChores(chore: AccountChore, now: number, limit: number): Promise<readonly string[]>;
  postpone(owner: string, chore: AccountChore, choreDueAt: number): Promise<void>;
}

export const NO_HOLDINGS: Holdings = { images: 0, heldBytes: 0, reservedBytes: 0 };

/** What one image takes: an upload that was begun its announced bytes, and nothing once it is deleted or was no picture. */
export function holdingsOf({ state, proof, sizeBytes }: Pick<ImageRecord, "state" | "proof" | "sizeBytes">): Holdings {
  if (state === "deleted") return NO_HOLDINGS;
  if (proof !== undefined) return { images: 1, heldBytes: sizeBytes, reservedBytes: 0 };
  return state === "failed" ? NO_HOLDINGS : { images: 0, heldBytes: sizeBytes, reservedBytes: sizeBytes };
}

/** What changes from one to the other. */
export function changeOf(before: Holdings, after: Holdings): Holdings {
  return {
    images: after.images - before.images,
    heldBytes: after.heldBytes - before.heldBytes,
    reservedBytes: after.reservedBytes - before.reservedBytes,
  };
}

/** The sum of two. */
export function sumOf(one: Holdings, other: Holdings): Holdings {
  return changeOf(changeOf(one, NO_HOLDINGS), other);
}

/**
 * Which limit an upload would pass, asked of the account as it is.
 *
 * @param now Unix seconds
 */
export function refusalOf(
  account: Account,
  heldBytes: number,
  limits: UserLimits,
  now: number,
): AccountRefusal | undefined {
  const uploads = now < account.hourEndsAt ? account.uploads : 0;
  if (uploads >= (limits.uploadsPerHour ?? Number.POSITIVE_INFINITY)) return "uploads-exhausted";
  if (account.heldBytes + heldBytes > (limits.storedBytes ?? Number.POSITIVE_INFINITY)) return "storage-exhausted";
  return undefined;
}
