import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { DAY_SECONDS, MINUTE_SECONDS } from "../limits.ts";
import type { TransformCount, TransformCounts } from "../transform-counts.ts";
import { type DynamoDb, isConditionFailed } from "./dynamodb.ts";
import type { Item } from "./image-item.ts";

/**
 * Made variants, counted in the table of users: one item an owner and day, in which the minute's count begins anew with
 * each minute. It is one write where many are made, and up to three where few are.
 */
export function dynamoTransformCounts(dynamoDb: DynamoDb, table: string): TransformCounts {
  return {
    async add(owner, made, now) {
      const update = (expression: string, condition?: string) =>
        updated(dynamoDb, table, owner, made, now, expression, condition);
      const count =
        (await update("ADD today :made, thisMinute :made", "minuteBegan = :minute")) ??
        (await update(
          "SET minuteBegan = :minute, thisMinute = :made, expiresAt = :expiresAt ADD today :made",
          "attribute_not_exists(minuteBegan) OR minuteBegan < :minute",
        )) ??
        // Somebody else has begun this minute at the same moment, or a later one.
        (await update("ADD today :made, thisMinute :made"));
      return countIn(count, now);
    },
    async get(owner, now) {
      const { Item } = await dynamoDb.call("GetItem", { TableName: table, Key: marshall(keyOf(owner, now)) });
      return countIn(Item, now);
    },
  };
}

async function updated(
  dynamoDb: DynamoDb,
  table: string,
  owner: string,
  made: number,
  now: number,
  expression: string,
  condition: string | undefined,
): Promise<Item | undefined> {
  const values = { ":made": made, ":minute": minuteOf(now), ":expiresAt": dayOf(now) + 2 * DAY_SECONDS };
  const used = Object.entries(values).filter(([name]) => `${expression} ${condition}`.includes(name));
  try {
    const { Attributes } = await dynamoDb.call("UpdateItem", {
      TableName: table,
      Key: marshall(keyOf(owner, now)),
      UpdateExpression: expression,
      ...(condition !== undefined && { ConditionExpression: condition }),
      ExpressionAttributeValues: marshall(Object.fromEntries(used)),
      ReturnValues: "ALL_NEW",
    });
    return Attributes;
  } catch (error) {
    if (isConditionFailed(error)) return undefined;
    throw error;
  }
}

function countIn(item: Item | undefined, now: number): TransformCount {
  const { minuteBegan = 0, thisMinute = 0, today = 0 } = item === undefined ? {} : unmarshall(item);
  return { thisMinute: minuteBegan === minuteOf(now) ? thisMinute : 0, today };
}

/** e.g. `transforms#9f86…#1770076800` */
function keyOf(owner: string, now: number): { readonly key: string } {
  return { key: `transforms#${owner}#${dayOf(now)}` };
}

/** When the day began, and the minute, in Unix seconds. */
function dayOf(now: number): number {
  return now - (now % DAY_SECONDS);
}

function minuteOf(now: number): number {
  return now - (now % MINUTE_SECONDS);
}
