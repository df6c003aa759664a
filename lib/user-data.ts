import type { Account, UserLimits } from "./accounts.ts";
import type { Notifications } from "./notifications.ts";
import type { TransformCount, TransformLimits } from "./transform-counts.ts";

/** A user as `GET /users/me` shows them to themselves. */
export interface UserData {
  readonly id: string;
  /** Only a verified one. */
  readonly email: string | null;
  readonly notifications: Notifications;
  readonly usage: {
    readonly images: number;
    readonly storedBytes: number;
    readonly reservedBytes: number;
    readonly uploadsThisHour: number;
    readonly transformsThisMinute: number;
    readonly transformsToday: number;
  };
  /** `null` is unlimited. */
  readonly quota: {
    readonly uploadsPerHour: number | null;
    readonly storedBytes: number | null;
    readonly transformsPerMinute: number | null;
    readonly transformsPerDay: number | null;
  };
}

/**
 * What a user has and may have.
 *
 * @param now Unix seconds
 */
export function userData(
  { owner, email }: { readonly owner: string; readonly email?: string },
  { images, heldBytes, reservedBytes, uploads, hourEndsAt }: Account,
  made: TransformCount,
  notifications: Notifications,
  limits: UserLimits & TransformLimits,
  now: number,
): UserData {
  return {
    id: owner,
    email: email ?? null,
    notifications,
    usage: {
      images,
      storedBytes: heldBytes - reservedBytes,
      reservedBytes,
      uploadsThisHour: now < hourEndsAt ? uploads : 0,
      transformsThisMinute: made.thisMinute,
      transformsToday: made.today,
    },
    quota: {
      uploadsPerHour: limits.uploadsPerHour ?? null,
      storedBytes: limits.storedBytes ?? null,
      transformsPerMinute: limits.transformsPerMinute ?? null,
      transformsPerDay: limits.transformsPerDay ?? null,
    },
  };
}
