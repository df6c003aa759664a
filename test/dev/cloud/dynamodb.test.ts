import { connect } from "node:net";
import {
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { expect, onTestFinished, test } from "vitest";
import { type DynamoDbOptions, startDynamoDb } from "../../../dev/cloud/dynamodb.ts";
import { startKillable } from "./killable.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const IMAGES = {
  name: "images",
  partitionKey: "id",
  indexes: [{ name: "byOwner", partitionKey: "listedBy", sortKey: { name: "id", type: "S" } }],
  ttlAttribute: "expiresAt",
} as const;

async function startTestDynamoDb(options: Partial<DynamoDbOptions> = {}) {
  const folder = options.folder ?? (await temporaryFolder());
  const dynamoDb = await startDynamoDb({ folder, tables: [IMAGES], ...options });
  onTestFinished(() => dynamoDb.close());
  return { dynamoDb, folder, client: clientOf(dynamoDb.url) };
}

function clientOf(endpoint: string): DynamoDBClient {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new DynamoDBClient({ endpoint, region: "us-east-1", credentials, maxAttempts: 1 });
  onTestFinished(() => client.destroy());
  return client;
}

function put(client: DynamoDBClient, item: Record<string, unknown>) {
  return client.send(new PutItemCommand({ TableName: "images", Item: marshall(item) }));
}

async function exists(client: DynamoDBClient, id: string): Promise<boolean> {
  const { Item } = await client.send(new GetItemCommand({ TableName: "images", Key: marshall({ id }) }));
  return Item !== undefined;
}

test("the tables are there, with their indexes, when the service has started", async () => {
  const { client } = await startTestDynamoDb();
  const { Table } = await client.send(new DescribeTableCommand({ TableName: "images" }));
  expect(Table).toMatchObject({ TableStatus: "ACTIVE" });
  expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName)).toContain("byOwner");
});

test("items survive a restart", async () => {
  const folder = await temporaryFolder();
  const first = await startDynamoDb({ folder, tables: [IMAGES] });
  await put(clientOf(first.url), { id: "a" });
  await first.close();

  const { client } = await startTestDynamoDb({ folder });
  expect(await exists(client, "a")).toBe(true);
});

test("an item that was answered for survives the death of the process", async () => {
  const folder = await temporaryFolder();
  const killable = await startKillable("dynamodb", folder);
  const doomed = clientOf(killable.url);
  await Promise.all(Array.from({ length: 50 }, (_, index) => put(doomed, { id: String(index) })));
  await killable.kill();

  const { client } = await startTestDynamoDb({ folder, tables: [{ name: "images", partitionKey: "id" }] });
  const found = await Promise.all(Array.from({ length: 50 }, (_, index) => exists(client, String(index))));
  expect(found).toEqual(Array(50).fill(true));
});

test("an item whose time to live has passed is deleted, and no other", async () => {
  const now = Date.UTC(2026, 0, 1);
  const { dynamoDb, client } = await startTestDynamoDb({ now: () => now });
  const nowSeconds = now / 1000;
  await put(client, { id: "passed", expiresAt: nowSeconds - 1 });
  await put(client, { id: "to come", expiresAt: nowSeconds + 1 });
  await put(client, { id: "without" });
  await put(client, { id: "mistake", expiresAt: 1 });

  expect(await dynamoDb.expire()).toBe(1);
  const ids = ["passed", "to come", "without", "mistake"];
  expect(await Promise.all(ids.map((id) => exists(client, id)))).toEqual([false, true, true, true]);
});

test("a time to live that is no number, which DynamoDB would keep for ever, is refused", async () => {
  const { client } = await startTestDynamoDb();
  await expect(put(client, { id: "text", expiresAt: "1" })).rejects.toMatchObject({ name: "ValidationException" });
});

test("an item that no longer has a time to live, or has another, is not deleted when the first has passed", async () => {
  const now = Date.UTC(2026, 0, 1);
  const { dynamoDb, client } = await startTestDynamoDb({ now: () => now });
  for (const id of ["kept", "later"]) await put(client, { id, expiresAt: now / 1000 - 1 });
  await put(client, { id: "kept" });
  await put(client, { id: "later", expiresAt: now / 1000 + 1 });
  expect(await dynamoDb.expire()).toBe(0);
  expect(await exists(client, "kept")).toBe(true);
});

test("a client that goes away in the middle of a request harms nobody", async () => {
  const { dynamoDb, client } = await startTestDynamoDb();
  const socket = connect(Number(new URL(dynamoDb.url).port), "127.0.0.1");
  const head =
    "POST / HTTP/1.1\r\nHost: local\r\nX-Amz-Target: DynamoDB_20120810.PutItem\r\nContent-Length: 100\r\n\r\n{";
  await new Promise<void>((resolve) => socket.write(head, () => resolve()));
  expect(await exists(client, "a")).toBe(false);
  socket.destroy();
  await put(client, { id: "a" });
  expect(await exists(client, "a")).toBe(true);
});

test("a transaction is refused, not imitated", async () => {
  const { client } = await startTestDynamoDb();
  const transaction = client.send(
    new TransactWriteItemsCommand({
      TransactItems: [{ Put: { TableName: "images", Item: marshall({ id: "a" }) } }],
    }),
  );
  await expect(transaction).rejects.toMatchObject({ name: "UnknownOperationException" });
  expect(await exists(client, "a")).toBe(false);
});

test("asking for the old item of a failed condition is refused, not ignored", async () => {
  const { client } = await startTestDynamoDb();
  const writing = client.send(
    new PutItemCommand({
      TableName: "images",
      Item: marshall({ id: "a" }),
      ConditionExpression: "attribute_not_exists(id)",
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    }),
  );
  await expect(writing).rejects.toMatchObject({ name: "ValidationException" });
});

test("a folder whose table has other keys is refused at the start, and left alone", async () => {
  const folder = await temporaryFolder();
  const first = await startDynamoDb({ folder, tables: [IMAGES] });
  await put(clientOf(first.url), { id: "a" });
  await first.close();

  await expect(startDynamoDb({ folder, tables: [{ name: "images", partitionKey: "key" }] })).rejects.toThrow(/images/);
  const { client } = await startTestDynamoDb({ folder });
  expect(await exists(client, "a")).toBe(true);
});
