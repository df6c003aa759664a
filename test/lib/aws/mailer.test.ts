import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { listen } from "../../../dev/cloud/loopback-server.ts";
import { sesClient, sesMailer } from "../../../lib/aws/mailer.ts";

const MAIL = { to: "you@example.com", subject: "Ready", html: "<p>Ready</p>", text: "Ready" };
const ANSWER =
  "<SendRawEmailResponse><SendRawEmailResult><MessageId>1</MessageId></SendRawEmailResult></SendRawEmailResponse>";

test.each([["events"], [undefined]])(
  "a mail names the configuration set %s, by which SES tells of its bounce",
  async (set) => {
    const asked: (string | null)[] = [];
    const ses = await listen(async (request, response) => {
      asked.push(new URLSearchParams(await text(request)).get("ConfigurationSetName"));
      response.writeHead(200, { "content-type": "text/xml" }).end(ANSWER);
    });
    onTestFinished(() => ses.close());
    const endpoints = { s3: ses.url, dynamodb: ses.url, ses: ses.url, sqs: ses.url, cloudfront: ses.url };
    const client = sesClient({
      region: "us-east-1",
      credentials: { accessKeyId: "a", secretAccessKey: "b" },
      endpoints,
    });
    await sesMailer(client, "pictures@example.com", set).send(MAIL);
    expect(asked).toEqual([set ?? null]);
  },
);
