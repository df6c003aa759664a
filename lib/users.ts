import type { Defaults } from "./defaults.ts";
import type { SuppressionReason } from "./mail/mail-event.ts";
import type { Notifications } from "./notifications.ts";

/** What an idempotency key stands for. */
export interface IdempotencyClaim {
  readonly imageId: string;
  readonly bodyHash: string;
}

/** What is kept of users. */
export interface Users {
  /** The service's, for who never set any. */
  defaults(owner: string): Promise<Defaults>;
  putDefaults(owner: string, defaults: Defaults): Promise<void>;
  removeDefaults(owner: string): Promise<void>;
  notifications(owner: string): Promise<Notifications>;
  putNotifications(owner: string, notifications: Notifications): Promise<void>;
  /** Forgets all that a user has said. */
  remove(owner: string): Promise<void>;
  /** The first claim under a key wins and is handed back to everybody. */
  claimIdempotencyKey(owner: string, key: string, claim: IdempotencyClaim, now: number): Promise<IdempotencyClaim>;
  /** Notes that nothing is sent to an address any more; it is kept as a hash alone. */
  suppressAddress(address: string, reason: SuppressionReason): Promise<void>;
  isSuppressed(address: string): Promise<boolean>;
}
