import { SESClient, SendRawEmailCommand } from "@aws-sdk/client-ses";
import MailComposer from "nodemailer/lib/mail-composer/index.js";
import type { Mailer } from "../stores.ts";
import { type AwsOptions, clientSettings, TIME_LIMITS } from "./clients.ts";

/** An SES client, for mail. */
export function sesClient(options: AwsOptions): SESClient {
  return new SESClient({ ...clientSettings(options, options.endpoints?.ses), requestHandler: TIME_LIMITS });
}

/**
 * Mail through SES, written as MIME, since SES' own SendEmail takes neither inline pictures nor headers.
 *
 * @param configurationSet what tells of bounces and complaints; none on one machine
 */
export function sesMailer(client: SESClient, from: string, configurationSet?: string): Mailer {
  return {
    async send({ to, subject, html, text, inline }) {
      const attachments = inline
        ? [
            {
              cid: inline.contentId,
              content: Buffer.from(inline.bytes),
              contentType: inline.contentType,
              filename: `picture.${inline.contentType.replace("image/", "")}`,
            },
          ]
        : [];
      const mime = await new MailComposer({ from, to, subject, html, text, attachments }).compile().build();
      const command = new SendRawEmailCommand({
        Source: from,
        Destinations: [to],
        RawMessage: { Data: mime },
        ConfigurationSetName: configurationSet,
      });
      await client.send(command).catch((error: unknown) => {
        throw withoutAddresses(error);
      });
    },
  };
}

/** SES names the addresses that it refuses; an error ends in the log, where none is to be. */
function withoutAddresses(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const nameless = new Error(error.message.replace(/[^\s<>,;:"]+@[^\s<>,;:"]+/g, "…"));
  nameless.name = error.name;
  return nameless;
}
