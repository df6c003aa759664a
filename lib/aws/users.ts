import { createHash } from "node:crypto";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { type DefaultsJson, defaultsJson, parseDefaults, SERVICE_DEFAULTS } from "../defaults.ts";
import { DAY_SECONDS } from "../limits.ts";
import { DEFAULT_NOTIFICATIONS, type Notifications } from "../notifications.ts";
import type { IdempotencyClaim, Users } from "../users.ts";
import { type DynamoDb, isConditionFailed } from "./dynamodb.ts";
import { MARSHALLING } from "./image-item.ts";

/** What a user has said. */
interface UserItem {
  readonly defaults?: DefaultsJson;
  readonly notifications?: Notifications;
}

/** Users in DynamoDB: an item a user, an idempotency key of the last day, and an address that mail is off for. */
export function dynamoUsers(dynamoDb: DynamoDb, table: string): Users {
  const update = (owner: string, expression: string, values?: Readonly<Record<string, object>>) =>
    dynamoDb.call("UpdateItem", {
      TableName: table,
      Key: marshall({ key: `user#${owner}` }),
      UpdateExpression: expression,
      ...(values && { ExpressionAttributeValues: marshall(values, MARSHALLING) }),
    });
  return {
    async defaults(owner) {
      const item = await getItem<UserItem>(dynamoDb, table, `user#${owner}`);
      if (item?.defaults === undefined) return SERVICE_DEFAULTS;
      const parsed = await parseDefaults(item.defaults);
      if ("problem" in parsed) throw new Error(`stored defaults are not defaults: ${parsed.problem.detail}`);
      return parsed.defaults;
    },
    async putDefaults(owner, defaults) {
      await update(owner, "SET defaults = :defaults", { ":defaults": defaultsJson(defaults) });
    },
    async removeDefaults(owner) {
      await update(owner, "REMOVE defaults");
    },
    async notifications(owner) {
      const item = await getItem<UserItem>(dynamoDb, table, `user#${owner}`);
      return item?.notifications ?? DEFAULT_NOTIFICATIONS;
    },
    async putNotifications(owner, notifications) {
      await update(owner, "SET notifications = :notifications", { ":notifications": notifications });
    },
    async remove(owner) {
      await dynamoDb.call("DeleteItem", { TableName: table, Key: marshall({ key: `user#${owner}` }) });
    },
    claimIdempotencyKey: (owner, key, claim, now) => claimKey(dynamoDb, table, claimId(owner, key), claim, now),
    async suppressAddress(address, reason) {
      const item = { key: suppressionId(address), reason };
      await dynamoDb.call("PutItem", { TableName: table, Item: marshall(item, MARSHALLING) });
    },
    async isSuppressed(address) {
      return (await getItem(dynamoDb, table, suppressionId(address))) !== undefined;
    },
  };
}

/** The key is the client's own text of any length; only its hash is kept. */
function claimId(owner: string, key: string): string {
  return `idempotency#${owner}#${createHash("sha256").update(key).digest("hex")}`;
}

/** SES may answer in another case than it was asked; mail systems that tell the two apart are not found any more. */
function suppressionId(address: string): string {
  return `suppressed#${createHash("sha256").update(address.trim().toLowerCase()).digest("hex")}`;
}

/** DynamoDB removes expired items when it likes, so that an expired claim counts as none. */
async function claimKey(
  dynamoDb: DynamoDb,
  table: string,
  id: string,
  claim: IdempotencyClaim,
  now: number,
): Promise<IdempotencyClaim> {
  try {
    await dynamoDb.call("PutItem", {
      TableName: table,
      Item: marshall({ key: id, ...claim, expiresAt: now + DAY_SECONDS }),
      ConditionExpression: "attribute_not_exists(#key) OR expiresAt < :now",
      ExpressionAttributeNames: { "#key": "key" },
      ExpressionAttributeValues: marshall({ ":now": now }),
    });
    return claim;
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
    const held = await getItem<IdempotencyClaim>(dynamoDb, table, id);
    // Gone between the two calls: its day has ended, and so this claim is the first of a new one.
    return held ? { imageId: held.imageId, bodyHash: held.bodyHash } : claimKey(dynamoDb, table, id, claim, now);
  }
}

async function getItem<T>(dynamoDb: DynamoDb, table: string, key: string): Promise<T | undefined> {
  const { Item } = await dynamoDb.call("GetItem", { TableName: table, Key: marshall({ key }), ConsistentRead: true });
  return Item && (unmarshall(Item) as T);
}
