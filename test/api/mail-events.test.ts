import { readFile } from "node:fs/promises";
import type { SNSEvent } from "aws-lambda";
import { expect, onTestFinished, test } from "vitest";
import { createMailEvents } from "../../api/mail-events.ts";
import { startDynamoDb } from "../../dev/cloud/dynamodb.ts";
import { USERS_TABLE_NAME } from "../../dev/local-cloud.ts";
import { dynamoDbClient } from "../../lib/aws/clients.ts";
import { dynamoUsers } from "../../lib/aws/users.ts";
import { USERS_TABLE } from "../../lib/tables.ts";
import { startClient } from "../contract/service.ts";
import { temporaryFolder } from "../dev/cloud/temporary-folder.ts";

const NOWHERE = "http://127.0.0.1:9";

/** Of all services, the function knows DynamoDB alone. */
function environmentFor(dynamoDbUrl: string, table: string) {
  return {
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_ENDPOINT_URL_DYNAMODB: dynamoDbUrl,
    ...Object.fromEntries(["S3", "SES", "SQS", "CLOUDFRONT"].map((name) => [`AWS_ENDPOINT_URL_${name}`, NOWHERE])),
    USERS_TABLE: table,
  };
}

async function startEvents() {
  const dynamoDb = await startDynamoDb({
    folder: await temporaryFolder(),
    tables: [{ name: "users", ...USERS_TABLE }],
  });
  onTestFinished(() => dynamoDb.close());
  const client = dynamoDbClient({
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    endpoints: { s3: NOWHERE, ses: NOWHERE, sqs: NOWHERE, cloudfront: NOWHERE, dynamodb: dynamoDb.url },
  });
  return {
    handler: createMailEvents(environmentFor(dynamoDb.url, "users")),
    users: dynamoUsers(client, "users"),
    client,
  };
}

/** An event as SNS hands it over; of it, only the message is ours. */
function published(message: object): SNSEvent {
  return { Records: [{ Sns: { Message: JSON.stringify(message) } }] } as SNSEvent;
}

const BOUNCE = {
  eventType: "Bounce",
  bounce: { bounceType: "Permanent", bouncedRecipients: [{ emailAddress: "You@Example.com" }] },
};

test("an address that bounces is switched off, in whatever case it is written, and no other", async () => {
  const { handler, users } = await startEvents();
  await handler(published(BOUNCE));
  expect(await users.isSuppressed("you@example.com")).toBe(true);
  expect(await users.isSuppressed("me@example.com")).toBe(false);
});

test("the table keeps no address, only a hash of it", async () => {
  const { handler, client } = await startEvents();
  await handler(published(BOUNCE));
  const { Items } = await client.call("Scan", { TableName: "users" });
  expect(Items).toEqual([{ key: { S: expect.stringMatching(/^suppressed#[0-9a-f]{64}$/) }, reason: { S: "bounce" } }]);
});

test("an event that comes twice changes nothing", async () => {
  const { handler, users, client } = await startEvents();
  await handler(published(BOUNCE));
  await handler(published(BOUNCE));
  expect((await client.call("Scan", { TableName: "users" })).Count).toBe(1);
  expect(await users.isSuppressed("you@example.com")).toBe(true);
});

test("nothing is sent to an address that is switched off, and to others as before", async () => {
  const client = await startClient();
  onTestFinished(() => client.close());
  const { dynamoDb } = client.service.cloud;
  await createMailEvents(environmentFor(dynamoDb.url, USERS_TABLE_NAME))(published(BOUNCE));
  const picture = await readFile("dev/demo/sunset.jpg");
  await client.settled(await client.upload(picture, "you"), "you");
  await client.settled(await client.upload(picture, "me"), "me");
  await expect.poll(() => client.mails()).not.toEqual([]);
  expect((await client.mails()).map(({ to }) => to)).toEqual([["me@example.com"]]);
});
