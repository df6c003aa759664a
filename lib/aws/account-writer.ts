import { marshall } from "@aws-sdk/util-dynamodb";
import type { Holdings } from "../accounts.ts";
import { RECOUNT_SECONDS } from "../limits.ts";
import { type DynamoDb, isConditionFailed } from "./dynamodb.ts";

/** What an update sets and adds, and when it may; values are named without their colon. */
interface AccountUpdate {
  readonly expression: string;
  readonly condition?: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** Updates an owner's account, or makes it. @returns whether the condition held */
export type UpdateAccount = (owner: string, update: AccountUpdate) => Promise<boolean>;

/** Adds to what an owner holds; with the values of {@link amounts}. */
export const ADD_AMOUNTS = "images :images, heldBytes :heldBytes, reservedBytes :reservedBytes, changes :one";

/** Has an account looked at, unless it is to be already; with the values of {@link recounting}. */
export const SET_RECOUNT = "chore = if_not_exists(chore, :recount), choreDueAt = if_not_exists(choreDueAt, :recountAt)";

export function amounts({ images, heldBytes, reservedBytes }: Holdings) {
  return { images, heldBytes, reservedBytes, one: 1 };
}

export function recounting(now: number) {
  return { recount: "recount", recountAt: now + RECOUNT_SECONDS };
}

/** The key of an owner's account in the table of users. */
export function accountKey(owner: string): { readonly key: string } {
  return { key: `account#${owner}` };
}

export function accountWriter(dynamoDb: DynamoDb, table: string): UpdateAccount {
  return async (owner, { expression, condition, values }) => {
    const named = Object.entries(values).map(([name, value]) => [`:${name}`, value] as const);
    try {
      await dynamoDb.call("UpdateItem", {
        TableName: table,
        Key: marshall(accountKey(owner)),
        UpdateExpression: expression,
        ...(condition !== undefined && { ConditionExpression: condition }),
        ExpressionAttributeValues: marshall(Object.fromEntries(named)),
      });
      return true;
    } catch (error) {
      if (isConditionFailed(error)) return false;
      throw error;
    }
  };
}
