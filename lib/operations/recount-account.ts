import { type Accounts, changeOf } from "../accounts.ts";
import { API_SECONDS, RECOUNT_PATIENCE_SECONDS } from "../limits.ts";
import type { Images } from "../stores.ts";
import { seconds } from "../time.ts";

/** Seconds after an account's last change when no request that changed it can still be alive, nor an index be behind. */
const PAUSE_SECONDS = API_SECONDS + 5;

/** Seconds after which a recount that found no pause is tried again. */
const RETRY_SECONDS = 60;

/**
 * Makes an account agree with the images that there are, whatever died between the two.
 *
 * In a pause of the owner's doings the recount is exact; who makes none for hours gets one that may be off by what was
 * under way meanwhile, and another one half a day later.
 */
export async function recountAccount(
  { accounts, images }: { readonly accounts: Accounts; readonly images: Images },
  owner: string,
  now: Date,
): Promise<void> {
  const before = await accounts.get(owner);
  if (before.choreDueAt === undefined) return;
  const isPause = seconds(now) > before.changedAt + PAUSE_SECONDS;
  const isOverdue = seconds(now) > before.choreDueAt + RECOUNT_PATIENCE_SECONDS;
  if (isPause || isOverdue) {
    const change = changeOf(before, await images.holdings(owner));
    if (isPause && (await accounts.settle(owner, change, before.changes))) return;
    if (isOverdue && (await accounts.correct(owner, change, seconds(now)))) return;
  }
  await accounts.postpone(owner, "recount", seconds(now) + RETRY_SECONDS);
}
