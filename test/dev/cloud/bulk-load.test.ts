import { DynamoDBClient, GetItemCommand, QueryCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { expect, onTestFinished, test } from "vitest";
import { bulkLoad } from "../../../dev/cloud/dynamodb/bulk-load.ts";
import { startDynamoDb } from "../../../dev/cloud/dynamodb.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const IMAGES = {
  name: "images",
  partitionKey: "id",
  indexes: [{ name: "byOwner", partitionKey: "listedBy", sortKey: { name: "id", type: "S" } }],
} as const;

test("items that were put past the protocol are read, listed and changed like all others", async () => {
  const folder = await temporaryFolder();
  await (await startDynamoDb({ folder, tables: [IMAGES] })).close();
  const ids = Array.from({ length: 1_500 }, (_, at) => `i${at}`);
  await bulkLoad(
    folder,
    "images",
    ids.map((id) => ({ id: { S: id }, ...(id !== "i7" && { listedBy: { S: "ann" } }) })),
  );

  const { url, close } = await startDynamoDb({ folder, tables: [IMAGES] });
  onTestFinished(close);
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new DynamoDBClient({ endpoint: url, region: "us-east-1", credentials });
  const key = { TableName: "images", Key: { id: { S: "i1499" } } };
  expect((await client.send(new GetItemCommand(key))).Item).toEqual({ id: { S: "i1499" }, listedBy: { S: "ann" } });
  const listing = { TableName: "images", IndexName: "byOwner", KeyConditionExpression: "listedBy = :ann" };
  const owned = { ...listing, ExpressionAttributeValues: { ":ann": { S: "ann" } }, Select: "COUNT" } as const;
  expect(await client.send(new QueryCommand(owned))).toMatchObject({ Count: 1_499 });
  await client.send(new UpdateItemCommand({ ...key, UpdateExpression: "REMOVE listedBy" }));
  expect(await client.send(new QueryCommand(owned))).toMatchObject({ Count: 1_498 });
});

test("a table that there is not takes no items", async () => {
  const folder = await temporaryFolder();
  await (await startDynamoDb({ folder, tables: [IMAGES] })).close();
  await expect(bulkLoad(folder, "users", [])).rejects.toThrow();
});
