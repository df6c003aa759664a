import PostalMime, { type Address, type Attachment, addressParser, type Mailbox } from "postal-mime";
import type { Envelope } from "./envelope.ts";

/** A mail as its reader sees it. */
export interface ReceivedMail {
  /** everybody whom it was delivered to, blind copies included; addresses alone */
  readonly to: readonly string[];
  /** e.g. `Darkroom <pictures@example.com>` */
  readonly from: string;
  readonly subject: string;
  /** empty when the mail has none */
  readonly html: string;
  readonly text: string;
  /** RFC 3339 */
  readonly sentAt: string;
  /** header names in lower case; of a repeated one the last */
  readonly headers: Readonly<Record<string, string>>;
  readonly attachments: readonly ReceivedAttachment[];
}

/** A part of a mail that is not its text. */
export interface ReceivedAttachment {
  /** without angle brackets, as `cid:` URLs have it; empty when the part has none */
  readonly contentId: string;
  readonly mimeType: string;
  readonly content: Uint8Array;
}

/** Decodes a mail's MIME. */
export async function parseMail(raw: Uint8Array, envelope: Envelope): Promise<ReceivedMail> {
  const mail = await PostalMime.parse(raw);
  return {
    to: envelope.to,
    from: mail.from === undefined ? envelope.from : written(mail.from),
    subject: mail.subject ?? "",
    html: mail.html ?? "",
    text: mail.text ?? "",
    sentAt: envelope.sentAt,
    headers: Object.fromEntries(mail.headers.map((header) => [header.key, header.value])),
    attachments: mail.attachments.map(readAttachment),
  };
}

/** The addresses in a mail's own To, Cc and Bcc: whom SES sends to when the request names nobody. */
export async function recipients(raw: Uint8Array): Promise<string[]> {
  const { to = [], cc = [], bcc = [] } = await PostalMime.parse(raw);
  return [...to, ...cc, ...bcc].flatMap(mailboxes).map((mailbox) => mailbox.address);
}

/** The address in a mail's own From, `undefined` when it has none. */
export async function sender(raw: Uint8Array): Promise<string | undefined> {
  const { from } = await PostalMime.parse(raw);
  return from && mailboxes(from)[0]?.address;
}

/** The address alone, of `Ada <ada@example.com>` as of `ada@example.com`. */
export function bareAddress(address: string): string {
  return addressParser(address, { flatten: true })[0]?.address ?? address;
}

function mailboxes(address: Address): Mailbox[] {
  return address.group ?? [address];
}

function written(address: Address): string {
  if (address.group !== undefined || address.name === "") return mailboxes(address)[0]?.address ?? "";
  return `${address.name} <${address.address}>`;
}

function readAttachment({ contentId = "", mimeType, content }: Attachment): ReceivedAttachment {
  return {
    contentId: contentId.replace(/^<|>$/g, ""),
    mimeType,
    content: typeof content === "string" ? Buffer.from(content) : new Uint8Array(content),
  };
}
