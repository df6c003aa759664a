import { setTimeout as sleep } from "node:timers/promises";
import { SESClient, SESServiceException, SendRawEmailCommand } from "@aws-sdk/client-ses";
import MailComposer from "nodemailer/lib/mail-composer/index.js";
import type { Mailer } from "../mail/mail.ts";
import { type AwsOptions, clientSettings, withinBudgets } from "./clients.ts";

/** Times that a mail is tried which SES has refused to take for now. */
const TRIES = 3;

/** Milliseconds between two of them, at the most. */
const PAUSE_MS = 400;

/** An SES client, for mail. The SDK does not try again by itself: it would send what is on its way a second time. */
export function sesClient(options: AwsOptions): SESClient {
  return withinBudgets(new SESClient({ ...clientSettings(options, options.endpoints?.ses), maxAttempts: 1 }));
}

/**
 * Mail through SES, written as MIME, since SES' own SendEmail takes no headers.
 *
 * The link to have no more of it is in the header too, where mail programs make it a button: one POST, and it is done.
 *
 * @param configurationSet what tells of bounces and complaints; none on one machine
 * @see RFC 8058
 */
export function sesMailer(client: SESClient, from: string, configurationSet?: string): Mailer {
  return {
    async send({ to, subject, html, text, unsubscribeUrl }) {
      const headers = unsubscribeUrl === undefined ? {} : unsubscribeHeaders(unsubscribeUrl);
      const mime = await new MailComposer({ from, to, subject, html, text, headers }).compile().build();
      const command = new SendRawEmailCommand({
        Source: from,
        Destinations: [to],
        RawMessage: { Data: mime },
        ConfigurationSetName: configurationSet,
      });
      await sendRefused(client, command).catch((error: unknown) => {
        throw withoutAddresses(error);
      });
    },
  };
}

function unsubscribeHeaders(url: string): Record<string, string> {
  return { "List-Unsubscribe": `<${url}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" };
}

/**
 * Sends a mail, again where SES has said that it did not take it. Where nothing was heard, it may have: SES knows no mail
 * again.
 */
async function sendRefused(client: SESClient, command: SendRawEmailCommand, tries = TRIES): Promise<void> {
  try {
    await client.send(command);
  } catch (error) {
    if (tries === 1 || !isRefusedForNow(error)) throw error;
    await sleep(Math.random() * PAUSE_MS);
    await sendRefused(client, command, tries - 1);
  }
}

function isRefusedForNow(error: unknown): boolean {
  // A failure without a code of SES's is that of something before it, which may have handed the mail on.
  if (!(error instanceof SESServiceException) || error.name === "Unknown") return false;
  return error.name.startsWith("Throttling") || (error.$metadata.httpStatusCode ?? 0) >= 500;
}

/** SES names the addresses that it refuses; an error ends in the log, where none is to be. */
function withoutAddresses(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const nameless = new Error(error.message.replace(/[^\s<>,;:"]+@[^\s<>,;:"]+/g, "…"));
  nameless.name = error.name;
  return nameless;
}
