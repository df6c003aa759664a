import { createTransport } from "nodemailer";
import { bareAddress, recipients, sender } from "./received-mail.ts";

/** Bytes of a message that SES v1 takes by default. */
const MESSAGE_BYTES = 10 * 1024 * 1024;

/** Recipients of one call, over To, Cc and Bcc. */
const RECIPIENTS = 50;

/** A request that SES refuses, always with a 400. */
export class SesError extends Error {
  override name = "SesError";
  /** e.g. `InvalidParameterValue` */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** A mail that SES accepts: its bytes, and who sends it to whom. */
export interface Outgoing {
  readonly raw: Uint8Array;
  readonly from: string;
  readonly to: readonly string[];
}

/**
 * `SendRawEmail`: the caller made the MIME. The request's source and destinations go before those in the headers.
 *
 * @throws SesError
 * @see https://docs.aws.amazon.com/ses/latest/APIReference/API_SendRawEmail.html
 */
export async function readRawEmail(form: URLSearchParams): Promise<Outgoing> {
  const raw = Buffer.from(required(form, "RawMessage.Data"), "base64");
  const named = members(form, "Destinations");
  return checked({
    raw,
    from: form.get("Source") ?? (await sender(raw)) ?? "",
    to: named.length > 0 ? named : await recipients(raw),
  });
}

/**
 * `SendEmail`: SES makes the MIME of subject, text and HTML.
 *
 * @throws SesError
 * @see https://docs.aws.amazon.com/ses/latest/APIReference/API_SendEmail.html
 */
export async function readEmail(form: URLSearchParams): Promise<Outgoing> {
  const from = required(form, "Source");
  const [to, cc, bcc] = ["To", "Cc", "Bcc"].map((kind) => members(form, `Destination.${kind}Addresses`));
  const text = form.get("Message.Body.Text.Data");
  const html = form.get("Message.Body.Html.Data");
  if (text === null && html === null) throw new SesError("ValidationError", "Body must have a text or an HTML part");
  const transport = createTransport({ streamTransport: true, buffer: true });
  const { message } = await transport.sendMail({
    from,
    to: to ?? [],
    cc: cc ?? [],
    replyTo: members(form, "ReplyToAddresses"),
    subject: required(form, "Message.Subject.Data"),
    ...(text !== null && { text }),
    ...(html !== null && { html }),
  });
  // With `buffer: true` the message is one; its type says both.
  return checked({ raw: message as Buffer, from, to: [to, cc, bcc].flatMap((list) => list ?? []) });
}

function checked(mail: Outgoing): Outgoing {
  if (mail.from === "") throw new SesError("InvalidParameterValue", "Missing required header 'From'.");
  if (mail.to.length === 0) throw new SesError("InvalidParameterValue", "Missing final recipients");
  if (mail.to.length > RECIPIENTS) throw new SesError("MessageRejected", `Recipient count exceeds ${RECIPIENTS}.`);
  if (mail.raw.length > MESSAGE_BYTES) {
    throw new SesError("InvalidParameterValue", `Message length is more than ${MESSAGE_BYTES} bytes long`);
  }
  return { ...mail, to: mail.to.map(bareAddress) };
}

function required(form: URLSearchParams, name: string): string {
  const value = form.get(name);
  if (value !== null && value !== "") return value;
  throw new SesError("ValidationError", `Value at '${name}' failed to satisfy constraint: Member must not be null`);
}

/** A list in the query protocol: `Name.member.1`, `Name.member.2` … */
function members(form: URLSearchParams, name: string): string[] {
  const list: string[] = [];
  for (let index = 1; ; index += 1) {
    const value = form.get(`${name}.member.${index}`);
    if (value === null) return list;
    list.push(value);
  }
}
