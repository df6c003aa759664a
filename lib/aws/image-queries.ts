import { unmarshall } from "@aws-sdk/util-dynamodb";
import { type Holdings, holdingsOf, NO_HOLDINGS, sumOf } from "../accounts.ts";
import type { ImageRecord } from "../image-record.ts";
import type { ImagePage } from "../stores.ts";
import { type DynamoDb, pagesOf } from "./dynamodb.ts";
import { imageRecord, values } from "./image-item.ts";

/** What the table is asked of an image to tell what it takes. */
type HoldingRecord = Pick<ImageRecord, "state" | "proof" | "sizeBytes">;

/** An owner's images, newest first. */
export async function listImages(
  dynamoDb: DynamoDb,
  table: string,
  owner: string,
  limit: number,
  after: string | undefined,
): Promise<ImagePage> {
  const { Items, LastEvaluatedKey } = await dynamoDb.call("Query", {
    TableName: table,
    IndexName: "byOwner",
    KeyConditionExpression: "listedBy = :owner",
    ExpressionAttributeValues: values({ ":owner": owner }),
    ScanIndexForward: false,
    Limit: limit + 1,
    ...(after !== undefined && { ExclusiveStartKey: values({ listedBy: owner, id: after }) }),
  });
  const images = await Promise.all((Items ?? []).slice(0, limit).map(imageRecord));
  // One more than asked for tells whether a next page has anything on it.
  const isMore = (Items ?? []).length > limit || LastEvaluatedKey !== undefined;
  return { images, next: isMore ? images.at(-1)?.id : undefined };
}

/** What an owner's images take, page by page, of nothing but what that hangs on. */
export async function sumHoldings(dynamoDb: DynamoDb, table: string, owner: string): Promise<Holdings> {
  const pages = pagesOf(dynamoDb, "Query", {
    TableName: table,
    IndexName: "byOwner",
    KeyConditionExpression: "listedBy = :owner",
    ExpressionAttributeValues: values({ ":owner": owner }),
    ExpressionAttributeNames: { "#state": "state" },
    ProjectionExpression: "#state, proof, sizeBytes",
  });
  let sum = NO_HOLDINGS;
  for await (const items of pages) {
    for (const item of items) sum = sumOf(sum, holdingsOf(unmarshall(item) as HoldingRecord));
  }
  return sum;
}
