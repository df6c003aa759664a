import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type AttributeValue,
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { startDynamoDb } from "../../dev/cloud/dynamodb.ts";

const { DYNAMODB_ENDPOINT } = process.env;

type Item = Record<string, unknown>;

/** A table with the partition key `id` and an index `byOwner` on `owner` and `dueAt`. */
export interface ConformanceTable {
  readonly client: DynamoDBClient;
  readonly name: string;
  put(item: Item): Promise<unknown>;
  read(id: string): Promise<Item | undefined>;
  /** Updates one item and returns all of it. */
  update(id: string, expression: string, values: Item, condition?: string): Promise<Item>;
  /** Deletes the table. */
  close(): Promise<void>;
}

/**
 * Makes a table in the DynamoDB at `DYNAMODB_ENDPOINT` (the real one: `https://dynamodb.us-east-1.amazonaws.com`, with AWS
 * credentials and a region in the environment), or in the local one.
 */
export async function openTable(): Promise<ConformanceTable> {
  const { client, stop } = DYNAMODB_ENDPOINT ? remote(DYNAMODB_ENDPOINT) : await local();
  const name = `conformance-${randomUUID()}`;
  await createTable(client, name);
  return {
    client,
    name,
    put: (item) => client.send(new PutItemCommand({ TableName: name, Item: marshall(item) })),
    async read(id) {
      const { Item } = await client.send(
        new GetItemCommand({ TableName: name, Key: marshall({ id }), ConsistentRead: true }),
      );
      return Item && unmarshall(Item);
    },
    async update(id, expression, values, condition) {
      const { Attributes } = await client.send(
        new UpdateItemCommand({
          TableName: name,
          Key: marshall({ id }),
          UpdateExpression: expression,
          ...(condition && { ConditionExpression: condition }),
          ExpressionAttributeValues: marshall(values),
          ReturnValues: "ALL_NEW",
        }),
      );
      return unmarshall(Attributes as Record<string, AttributeValue>);
    },
    async close() {
      await client.send(new DeleteTableCommand({ TableName: name }));
      client.destroy();
      await stop();
    },
  };
}

function remote(endpoint: string) {
  return { client: new DynamoDBClient({ endpoint, maxAttempts: 1 }), stop: async () => undefined };
}

async function local() {
  const folder = await mkdtemp(join(tmpdir(), "darkroom-"));
  const dynamoDb = await startDynamoDb({ folder, tables: [] });
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new DynamoDBClient({ endpoint: dynamoDb.url, region: "us-east-1", credentials, maxAttempts: 1 });
  const stop = async () => {
    await dynamoDb.close();
    await rm(folder, { recursive: true });
  };
  return { client, stop };
}

async function createTable(client: DynamoDBClient, TableName: string): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [
        { AttributeName: "id", AttributeType: "S" },
        { AttributeName: "owner", AttributeType: "S" },
        { AttributeName: "dueAt", AttributeType: "N" },
      ],
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      GlobalSecondaryIndexes: [
        {
          IndexName: "byOwner",
          KeySchema: [
            { AttributeName: "owner", KeyType: "HASH" },
            { AttributeName: "dueAt", KeyType: "RANGE" },
          ],
          Projection: { ProjectionType: "ALL" },
        },
      ],
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 120, minDelay: 1 }, { TableName });
}
