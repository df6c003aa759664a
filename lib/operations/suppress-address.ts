import { lostAddresses } from "../mail/mail-event.ts";
import type { Users } from "../users.ts";

/**
 * Switches off every address that an event of SES says to write to no more; repeating it changes nothing.
 *
 * @param text the event as SES publishes it
 */
export async function suppressAddresses({ users }: { readonly users: Users }, text: string): Promise<void> {
  for (const { address, reason } of lostAddresses(text)) await users.suppressAddress(address, reason);
}
