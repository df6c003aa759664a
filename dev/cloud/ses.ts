import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type LoopbackServer, listen } from "./loopback-server.ts";
import { readBody } from "./request-body.ts";
import { MailFiles } from "./ses/mail-files.ts";
import type { ReceivedMail } from "./ses/received-mail.ts";
import { type Outgoing, readEmail, readRawEmail, SesError } from "./ses/send-actions.ts";

/** Bytes of a request: SES's largest mail in base64, percent-encoded at worst. */
const REQUEST_BYTES = 32 * 1024 * 1024;

const ACTIONS: ReadonlyMap<string, (form: URLSearchParams) => Promise<Outgoing>> = new Map([
  ["SendEmail", readEmail],
  ["SendRawEmail", readRawEmail],
]);

/** Where the mails are kept. */
export interface SesOptions {
  readonly folder: string;
  /** milliseconds since 1970, by which mails are dated */
  readonly now?: () => number;
  /** 0 or nothing takes a free one */
  readonly port?: number;
}

/** SES on this machine: it delivers nothing, and shows what it would have delivered. */
export interface LocalSes extends LoopbackServer {
  /** Every mail that was accepted, oldest first. */
  mails(): Promise<readonly ReceivedMail[]>;
}

/**
 * Serves `SendEmail` and `SendRawEmail` over SES's query protocol (version 2010-12-01). A mail that has been answered for
 * is on disk.
 *
 * @see https://docs.aws.amazon.com/ses/latest/APIReference/API_Operations.html
 */
export async function startSes({ folder, now = Date.now, port }: SesOptions): Promise<LocalSes> {
  const files = new MailFiles(folder);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request, REQUEST_BYTES);
    try {
      if (body === undefined) throw new SesError("InvalidParameterValue", "The request is too long");
      const form = new URLSearchParams(body.toString());
      const action = form.get("Action") ?? "";
      const read = ACTIONS.get(action);
      if (read === undefined) throw new SesError("InvalidAction", `Could not find operation ${action}`);
      const { raw, from, to } = await read(form);
      const id = await files.save(raw, { from, to, sentAt: new Date(now()).toISOString() });
      send(response, 200, `${action}Response`, `<${action}Result><MessageId>${id}</MessageId></${action}Result>`);
    } catch (error) {
      if (!(error instanceof SesError)) throw error;
      const code = `<Code>${error.code}</Code><Message>${escapeXml(error.message)}</Message>`;
      send(response, 400, "ErrorResponse", `<Error><Type>Sender</Type>${code}</Error>`);
    }
  }

  const server = await listen(answer, port);
  return { ...server, mails: () => files.list() };
}

function send(response: ServerResponse, status: number, element: string, content: string): void {
  const requestId = randomUUID();
  const metadata =
    status === 200
      ? `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`
      : `<RequestId>${requestId}</RequestId>`;
  response.writeHead(status, { "content-type": "text/xml", "x-amzn-requestid": requestId });
  response.end(`<${element} xmlns="http://ses.amazonaws.com/doc/2010-12-01/">${content}${metadata}</${element}>`);
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
