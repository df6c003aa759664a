import { EXPIRY_INDEX, type LocalTable } from "./tables.ts";
import { call, type Exchange, WireError } from "./wire.ts";

/** Seconds that an item's time may lie in the past; DynamoDB takes older ones for a mistake and keeps the item. */
const OLDEST_EXPIRY_SECONDS = 5 * 365 * 86_400;

type Item = Readonly<Record<string, object>>;

interface Page {
  readonly Items: readonly Item[];
  readonly LastEvaluatedKey?: Item;
}

/**
 * Deletes the items whose time to live has passed, which dynalite does not do by itself.
 *
 * @param nowSeconds Unix seconds
 * @returns how many
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html
 */
export async function expireItems(exchange: Exchange, table: LocalTable, nowSeconds: number): Promise<number> {
  const { ttlAttribute } = table;
  if (ttlAttribute === undefined) return 0;
  let count = 0;
  let start: Item | undefined;
  do {
    const page: Page = await call<Page>(exchange, "Scan", {
      TableName: table.name,
      IndexName: EXPIRY_INDEX,
      FilterExpression: "#ttl BETWEEN :oldest AND :now",
      ExpressionAttributeNames: { "#ttl": ttlAttribute },
      ExpressionAttributeValues: {
        ":oldest": { N: String(nowSeconds - OLDEST_EXPIRY_SECONDS) },
        ":now": { N: String(nowSeconds) },
      },
      ...(start !== undefined && { ExclusiveStartKey: start }),
    });
    for (const item of page.Items) count += await expire(exchange, table, ttlAttribute, item);
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return count;
}

/** Deletes one item, unless somebody has given it another time since it was read. */
async function expire(exchange: Exchange, table: LocalTable, ttlAttribute: string, item: Item): Promise<number> {
  const keys = [table.partitionKey, ...(table.sortKey ? [table.sortKey.name] : [])];
  try {
    await call(exchange, "DeleteItem", {
      TableName: table.name,
      Key: Object.fromEntries(keys.map((key) => [key, item[key]])),
      ConditionExpression: "#ttl = :read",
      ExpressionAttributeNames: { "#ttl": ttlAttribute },
      ExpressionAttributeValues: { ":read": item[ttlAttribute] },
    });
    return 1;
  } catch (error) {
    if (error instanceof WireError && error.type === "ConditionalCheckFailedException") return 0;
    throw error;
  }
}
