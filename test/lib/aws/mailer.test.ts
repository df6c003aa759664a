import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { inspect } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { listen } from "../../../dev/cloud/loopback-server.ts";
import { sesClient, sesMailer } from "../../../lib/aws/mailer.ts";

const MAIL = { to: "you@example.com", subject: "Ready", html: "<p>Ready</p>", text: "Ready" };
const ANSWER =
  "<SendRawEmailResponse><SendRawEmailResult><MessageId>1</MessageId></SendRawEmailResult></SendRawEmailResponse>";

/** A mailer whose SES answers so. */
async function mailerWith(answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>, set?: string) {
  const ses = await listen(answer);
  onTestFinished(() => ses.close());
  const endpoints = { s3: ses.url, dynamodb: ses.url, ses: ses.url, sqs: ses.url, cloudfront: ses.url };
  const credentials = { accessKeyId: "a", secretAccessKey: "b" };
  return sesMailer(sesClient({ region: "us-east-1", credentials, endpoints }), "pictures@example.com", set);
}

test.each([["events"], [undefined]])(
  "a mail names the configuration set %s, by which SES tells of its bounce",
  async (set) => {
    const asked: (string | null)[] = [];
    const answer = async (request: IncomingMessage, response: ServerResponse) => {
      asked.push(new URLSearchParams(await text(request)).get("ConfigurationSetName"));
      response.writeHead(200, { "content-type": "text/xml" }).end(ANSWER);
    };
    await (await mailerWith(answer, set)).send(MAIL);
    expect(asked).toEqual([set ?? null]);
  },
);

test("an error of SES that names an address is thrown without it, and tells what it is of", async () => {
  const message =
    "Email address is not verified. The following identities failed the check: you@example.com, pictures@example.com";
  const error = `<Error><Type>Sender</Type><Code>MessageRejected</Code><Message>${message}</Message></Error>`;
  const mailer = await mailerWith(async (_request, response) => {
    response.writeHead(400, { "content-type": "text/xml" }).end(`<ErrorResponse>${error}</ErrorResponse>`);
  });
  const thrown = await mailer.send(MAIL).catch((reason: unknown) => reason);
  expect(thrown).toMatchObject({ name: "MessageRejected", message: expect.stringMatching(/^Email address is not/) });
  expect(inspect(thrown, { depth: 10 })).not.toMatch(/example\.com/);
});
