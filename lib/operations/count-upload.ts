import { type Accounts, type Holdings, refusalOf, type UserLimits } from "../accounts.ts";
import { ProblemError } from "../problem-error.ts";
import { rateLimitFields } from "../rate-limits.ts";
import { seconds } from "../time.ts";

const DETAILS = {
  "uploads-exhausted": "You have uploaded as much as you may within an hour; Retry-After says when you may again.",
  "storage-exhausted": "Your pictures take as much as they may; delete some to make room for this one.",
} as const;

/**
 * Counts an upload against its owner's limits, before anything is done for it.
 *
 * @throws ProblemError `uploads-exhausted`, `storage-exhausted`, with the fields that tell a client when to come again
 */
export async function countUpload(
  accounts: Accounts,
  owner: string,
  holdings: Holdings,
  limits: UserLimits,
): Promise<void> {
  const now = seconds(new Date());
  const counted = await accounts.countUpload(owner, holdings, limits, now);
  if (counted === "counted") return;
  const account = await accounts.get(owner);
  const isHourly = refusalOf(account, 0, { uploadsPerHour: limits.uploadsPerHour }, now) === "uploads-exhausted";
  throw new ProblemError(counted, DETAILS[counted], {
    fields: {
      ...rateLimitFields(account, limits, now),
      ...(isHourly && { "retry-after": `${account.hourEndsAt - now}` }),
    },
  });
}
