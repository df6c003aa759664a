import type { Account, UserLimits } from "./accounts.ts";
import { HOUR_SECONDS } from "./limits.ts";

/** Two header fields, the limits and what is left of them. */
export interface RateLimitFields {
  readonly "ratelimit-policy": string;
  readonly ratelimit: string;
}

/**
 * A user's limits on uploads, as header fields.
 *
 * @param now Unix seconds
 * @returns e.g. `{ "ratelimit-policy": '"uploads";q=1000;w=3600', ratelimit: '"uploads";r=999;t=3599' }`; `undefined`
 *   where nothing is limited
 * @see draft-ietf-httpapi-ratelimit-headers-10
 */
export function rateLimitFields(account: Account, limits: UserLimits, now: number): RateLimitFields | undefined {
  const { uploadsPerHour, storedBytes } = limits;
  const isInHour = now < account.hourEndsAt;
  const policies: string[] = [];
  const states: string[] = [];
  if (uploadsPerHour !== undefined) {
    const left = Math.max(0, uploadsPerHour - (isInHour ? account.uploads : 0));
    policies.push(`"uploads";q=${uploadsPerHour};w=${HOUR_SECONDS}`);
    states.push(`"uploads";r=${left};t=${isInHour ? account.hourEndsAt - now : HOUR_SECONDS}`);
  }
  if (storedBytes !== undefined) {
    // It has neither window nor reset: only deleting makes room.
    policies.push(`"stored-bytes";q=${storedBytes};qu="content-bytes"`);
    states.push(`"stored-bytes";r=${Math.max(0, storedBytes - account.heldBytes)}`);
  }
  if (policies.length === 0) return undefined;
  return { "ratelimit-policy": policies.join(", "), ratelimit: states.join(", ") };
}
