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
      Limit: limit + 1,
      ...(after !== undefined && { ExclusiveStartKey: values({ listedBy: owner, id: after }) }),
    }),
  );
  const images = await Promise.all((Items ?? []).slice(0, limit).map(imageRecord));
  // One more than asked for tells whether a next page has anything on it.
  const isMore = (Items ?? []).length > limit || LastEvaluatedKey !== undefined;
  return { images, next: isMore ? images.at(-1)?.id : undefined };
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
      // What was announced and has not come is not stored.
      FilterExpression: "attribute_exists(proof)",
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
