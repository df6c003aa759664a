import { marshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDb } from "./dynamodb.ts";

/**
 * The keys of a table's items whose chore is due, the longest due first.
 *
 * @param partitionKey the table's, e.g. `id`
 * @param now Unix seconds
 */
export async function dueChores(
  dynamoDb: DynamoDb,
  { name, partitionKey }: { readonly name: string; readonly partitionKey: string },
  chore: string,
  now: number,
  limit: number,
): Promise<readonly string[]> {
  const { Items } = await dynamoDb.call("Query", {
    TableName: name,
    IndexName: "byChore",
    KeyConditionExpression: "chore = :chore AND choreDueAt <= :now",
    ExpressionAttributeValues: marshall({ ":chore": chore, ":now": now }),
    Limit: limit,
  });
  return (Items ?? []).map((item) => item[partitionKey]!.S!);
}
