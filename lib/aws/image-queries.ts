import { unmarshall } from "@aws-sdk/util-dynamodb";
import { type Holdings, holdingsOf, NO_HOLDINGS, sumOf } from "../accounts.ts";
import type { ImageRecord } from "../image-record.ts";
import type { ImageSearch } from "../image-search.ts";
import { SEARCH_PAGE_RECORDS, SEARCH_RECORDS } from "../limits.ts";
import type { ImagePage } from "../stores.ts";
import { type DynamoDb, pagesOf } from "./dynamodb.ts";
import { type Item, imageRecord, values } from "./image-item.ts";

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

/**
 * An owner's images that a search finds, newest first. DynamoDB reads every record that it filters, so that a search
 * stops at `SEARCH_RECORDS` of them with what it has, and says where to go on.
 */
export async function searchImages(
  dynamoDb: DynamoDb,
  table: string,
  owner: string,
  search: ImageSearch,
  limit: number,
  after: string | undefined,
): Promise<ImagePage> {
  const found: Item[] = [];
  let readTo = after;
  for (let read = 0; read < SEARCH_RECORDS; ) {
    const { Items, LastEvaluatedKey, ScannedCount } = await dynamoDb.call("Query", {
      TableName: table,
      IndexName: "byOwner",
      KeyConditionExpression: "listedBy = :owner",
      ...filterOf(search, owner),
      ScanIndexForward: false,
      Limit: SEARCH_PAGE_RECORDS,
      ...(readTo !== undefined && { ExclusiveStartKey: values({ listedBy: owner, id: readTo }) }),
    });
    found.push(...(Items ?? []));
    read += ScannedCount ?? SEARCH_PAGE_RECORDS;
    readTo = LastEvaluatedKey?.id?.S;
    if (found.length > limit || readTo === undefined) break;
  }
  const images = await Promise.all(found.slice(0, limit).map(imageRecord));
  return { images, next: found.length > limit ? images.at(-1)?.id : readTo };
}

/** A word is a part of the title, or a label. */
function filterOf({ label, words }: ImageSearch, owner: string) {
  const parts = words.map((_word, at) => `(contains(titleText, :word${at}) OR contains(labels, :word${at}))`);
  if (label !== undefined) parts.push("contains(labels, :label)");
  const named = Object.fromEntries(words.map((word, at) => [`:word${at}`, word]));
  return {
    FilterExpression: parts.join(" AND "),
    ExpressionAttributeValues: values({ ...named, ":owner": owner, ":label": label }),
  };
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
