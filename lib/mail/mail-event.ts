/** Why no mail goes to an address any more. */
export type SuppressionReason = "bounce" | "complaint";

/** An address that a mail of ours did not reach for good, or whose owner called it spam. */
export interface LostAddress {
  readonly address: string;
  readonly reason: SuppressionReason;
}

interface MailEvent {
  readonly eventType?: unknown;
  readonly bounce?: { readonly bounceType?: unknown; readonly bouncedRecipients?: unknown };
  readonly complaint?: { readonly complainedRecipients?: unknown };
}

/**
 * The addresses that an event of SES says to write to no more; a bounce that may pass is none.
 *
 * @param text e.g. `{"eventType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":[…]},…}`
 * @throws SyntaxError for what is not JSON
 * @see https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
export function lostAddresses(text: string): LostAddress[] {
  const event: unknown = JSON.parse(text);
  if (typeof event !== "object" || event === null) return [];
  const { eventType, bounce, complaint } = event as MailEvent;
  if (eventType === "Bounce" && bounce?.bounceType === "Permanent") {
    return addressesOf(bounce.bouncedRecipients).map((address) => ({ address, reason: "bounce" }));
  }
  if (eventType === "Complaint") {
    return addressesOf(complaint?.complainedRecipients).map((address) => ({ address, reason: "complaint" }));
  }
  return [];
}

function addressesOf(recipients: unknown): string[] {
  if (!Array.isArray(recipients)) return [];
  return recipients.flatMap((recipient: { emailAddress?: unknown } | null) =>
    typeof recipient?.emailAddress === "string" ? bareAddress(recipient.emailAddress) : [],
  );
}

/** SES quotes the recipient as the mail had it, which may be with a name: `You <you@example.com>`. */
function bareAddress(text: string): string {
  return /<([^<>]+)>\s*$/.exec(text)?.[1] ?? text;
}
