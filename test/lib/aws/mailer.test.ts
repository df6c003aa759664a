import { mkdtemp, rm } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { inspect } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { createFaultPlan, type FaultKind } from "../../../dev/cloud/faults/fault.ts";
import { startFaultProxy } from "../../../dev/cloud/faults/fault-proxy.ts";
import { listen } from "../../../dev/cloud/loopback-server.ts";
import { startSes } from "../../../dev/cloud/ses.ts";
import { sesClient, sesMailer } from "../../../lib/aws/mailer.ts";

const MAIL = { to: "you@example.com", subject: "Ready", html: "<p>Ready</p>", text: "Ready" };
const ANSWER =
  "<SendRawEmailResponse><SendRawEmailResult><MessageId>1</MessageId></SendRawEmailResult></SendRawEmailResponse>";

/** A mailer whose SES is there. */
function mailerOf(url: string, set?: string) {
  const endpoints = { s3: url, dynamodb: url, ses: url, sqs: url, cloudfront: url };
  const credentials = { accessKeyId: "a", secretAccessKey: "b" };
  return sesMailer(sesClient({ region: "us-east-1", credentials, endpoints }), "pictures@example.com", set);
}

/** A mailer whose SES answers so. */
async function mailerWith(answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>, set?: string) {
  const ses = await listen(answer);
  onTestFinished(() => ses.close());
  return mailerOf(ses.url, set);
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

/** What SES has taken in the end, where a fault befell the first try of a mail. */
async function takenAfter(kind: FaultKind): Promise<{ isSent: boolean; mails: number }> {
  const folder = await mkdtemp(join(tmpdir(), "mailer-"));
  const ses = await startSes({ folder });
  const plan = createFaultPlan();
  const proxy = await startFaultProxy({ service: "ses", target: ses.url, plan });
  onTestFinished(async () => {
    await proxy.close();
    await ses.close();
    await rm(folder, { recursive: true });
  });
  plan.strike(kind, { call: "ses SendRawEmail", turn: 1 });
  const isSent = await mailerOf(proxy.url)
    .send(MAIL)
    .then(
      () => true,
      () => false,
    );
  return { isSent, mails: (await ses.mails()).length };
}

test("a mail that SES has taken without being heard is not sent again at once: nobody can tell", async () => {
  expect(await takenAfter("lost")).toEqual({ isSent: false, mails: 1 });
});

test("a mail that SES refuses for now is sent again", async () => {
  expect(await takenAfter("error")).toEqual({ isSent: true, mails: 1 });
});

test.each([
  [503, ""],
  [504, "<html><body>Gateway Time-out</body></html>"],
])(
  "a mail is not sent again at once after a %i that is not SES's own: it may have been taken",
  async (status, body) => {
    let asked = 0;
    const mailer = await mailerWith(async (request, response) => {
      asked++;
      await text(request);
      response.writeHead(status, { "content-type": "text/html" }).end(body);
    });
    await expect(mailer.send(MAIL)).rejects.toThrow();
    expect(asked).toBe(1);
  },
);
