import { type DynamoDBClient, paginateQuery, QueryCommand } from "@aws-sdk/client-dynamodb";
import type { Chore } from "../image-record.ts";
import type { ImagePage, Usage } from "../stores.ts";
import { imageRecord, values } from "./image-item.ts";

/** An owner's images, newest first. */
export async function listImages(
  client: DynamoDBClient,
  table: string,
  owner: string,
  limit: number,
  after: string | undefined,
): Promise<ImagePage> {
  const { Items, LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: table,
      IndexName: "byOwner",
      KeyConditionExpression: "listedBy = :owner",
      ExpressionAttributeValues: values({ ":owner": owner }),
      ScanIndexForward: false,
      Limit: limit,
      ...(after !== undefined && { ExclusiveStartKey: values({ listedBy: owner, id: after }) }),
    }),
  );
  const images = await Promise.all((Items ?? []).map(imageRecord));
  return { images, next: LastEvaluatedKey && images.at(-1)?.id };
}

/** What an owner has, page by page, of the sizes alone. */
export async function countUsage(client: DynamoDBClient, table: string, owner: string): Promise<Usage> {
  let usage = { images: 0, storedBytes: 0 };
  const pages = paginateQuery(
    { client },
    {
      TableName: table,
      IndexName: "byOwner",
      KeyConditionExpression: "listedBy = :owner",
      ExpressionAttributeValues: values({ ":owner": owner }),
      ProjectionExpression: "sizeBytes",
    },
  );
  for await (const { Items } of pages) {
    const bytes = (Items ?? []).reduce((sum, item) => sum + Number(item.sizeBytes?.N ?? 0), 0);
    usage = { images: usage.images + (Items ?? []).length, storedBytes: usage.storedBytes + bytes };
  }
  return usage;
}

/** The ids whose chore is due. */
export async function dueChores(
  client: DynamoDBClient,
  table: string,
  chore: Chore,
  now: number,
  limit: number,
): Promise<readonly string[]> {
  const { Items } = await client.send(
    new QueryCommand({
      TableName: table,
      IndexName: "byChore",
      KeyConditionExpression: "chore = :chore AND choreDueAt <= :now",
      ExpressionAttributeValues: values({ ":chore": chore, ":now": now }),
      Limit: limit,
    }),
  );
  return (Items ?? []).map((item) => item.id!.S!);
}
