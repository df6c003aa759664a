import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { Demand } from "../demand.ts";
import { DAY_SECONDS, DEMAND_DAYS, DEMAND_NAMES, DEMAND_SAMPLE } from "../limits.ts";
import { type DynamoDb, isConditionFailed } from "./dynamodb.ts";
import { type Environment, required, wholeNumber } from "./environment.ts";

/**
 * Pre-warming as the environment has it: PREWARM, variants that are made of each new picture, off when not set;
 * DEMAND_SAMPLE, where not one of 16 variants is to be counted; USERS_TABLE.
 *
 * @throws Error with the name of the variable that is missing or no number
 */
export function prewarmingOf(environment: Environment, dynamoDb: DynamoDb) {
  return {
    demand: dynamoDemand(dynamoDb, required(environment, "USERS_TABLE")),
    sample: wholeNumber(environment, "DEMAND_SAMPLE", DEMAND_SAMPLE),
    most: wholeNumber(environment, "PREWARM", 0, 0),
  };
}

interface DemandItem {
  readonly counts: Readonly<Record<string, number>>;
  readonly expiresAt: number;
}

/** What each owner's pictures are asked for, an item an owner in the table of users; begun anew once a month. */
export function dynamoDemand(dynamoDb: DynamoDb, table: string): Demand {
  const keyOf = (owner: string) => `demand#${owner}`;
  return {
    async count(owner, name, now) {
      const key = keyOf(owner);
      if (await addOne(dynamoDb, table, key, name, now)) return;
      // There is none yet, its month is over, or it is full; only in the last case does this do nothing.
      const until = now + DEMAND_DAYS * DAY_SECONDS;
      const begun = dynamoDb.call("UpdateItem", {
        TableName: table,
        Key: marshall({ key }),
        UpdateExpression: "SET counts = :counts, expiresAt = :until",
        ConditionExpression: "attribute_not_exists(counts) OR expiresAt <= :now",
        ExpressionAttributeValues: marshall({ ":counts": { [name]: 1 }, ":until": until, ":now": now }),
      });
      await isDone(begun);
    },
    async usual(owner, limit, least, now) {
      const { Item } = await dynamoDb.call("GetItem", { TableName: table, Key: marshall({ key: keyOf(owner) }) });
      const item = Item && (unmarshall(Item) as DemandItem);
      if (item === undefined || item.expiresAt <= now) return [];
      const often = Object.entries(item.counts).filter(([, count]) => count >= least);
      return often
        .sort(([, a], [, b]) => b - a)
        .map(([name]) => name)
        .slice(0, limit);
    },
  };
}

function addOne(dynamoDb: DynamoDb, table: string, key: string, name: string, now: number): Promise<boolean> {
  const added = dynamoDb.call("UpdateItem", {
    TableName: table,
    Key: marshall({ key }),
    UpdateExpression: "SET counts.#name = if_not_exists(counts.#name, :none) + :one",
    ConditionExpression: "expiresAt > :now AND (attribute_exists(counts.#name) OR size(counts) < :most)",
    ExpressionAttributeNames: { "#name": name },
    ExpressionAttributeValues: marshall({ ":none": 0, ":one": 1, ":now": now, ":most": DEMAND_NAMES }),
  });
  return isDone(added);
}

/** @returns false where the condition did not hold */
async function isDone(sent: Promise<unknown>): Promise<boolean> {
  try {
    await sent;
    return true;
  } catch (error) {
    if (isConditionFailed(error)) return false;
    throw error;
  }
}
