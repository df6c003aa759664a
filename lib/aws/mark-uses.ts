import type { ErasurePass } from "../erasure.ts";
import type { MarkUses } from "../mark-uses.ts";
import type { DynamoDb } from "./dynamodb.ts";
import { values } from "./image-item.ts";

/** What stands before the image's id in the key of an item. */
const prefixOf = (markId: string) => `mark#${markId}#`;

/** The notes that a pass has still before it, e.g. `mark#01jd3v…#1`; no owner is called so. */
const listOf = (markId: string, pass: ErasurePass) => `mark#${markId}#${pass}`;

/**
 * Notes on the use of marks in DynamoDB, in the table of images and the index that lists an owner's: a mark has its
 * images as an owner has theirs. The first pass moves a note to the list of the second, which removes it, so that
 * whoever goes on goes on where somebody stopped.
 */
export function dynamoMarkUses(dynamoDb: DynamoDb, table: string): MarkUses {
  const keyOf = (markId: string, imageId: string) => values({ id: `${prefixOf(markId)}${imageId}` });
  const list = async (markId: string, imageId: string, pass: ErasurePass) => {
    await dynamoDb.call("UpdateItem", {
      TableName: table,
      Key: keyOf(markId, imageId),
      UpdateExpression: "SET listedBy = :list",
      ExpressionAttributeValues: values({ ":list": listOf(markId, pass) }),
    });
  };
  const listed = async (markId: string, pass: ErasurePass, limit: number) => {
    const { Items } = await dynamoDb.call("Query", {
      TableName: table,
      IndexName: "byOwner",
      KeyConditionExpression: "listedBy = :list",
      ExpressionAttributeValues: values({ ":list": listOf(markId, pass) }),
      Limit: limit,
    });
    return (Items ?? []).map((item) => item.id!.S!.slice(prefixOf(markId).length));
  };
  return {
    note: (markId, imageId) => list(markId, imageId, 1),
    async leftOf(markId, pass, limit) {
      const first = await listed(markId, 1, limit);
      if (pass === 1 || first.length === limit) return first;
      return [...first, ...(await listed(markId, 2, limit - first.length))];
    },
    async settle(markId, imageId, pass) {
      if (pass === 1) return list(markId, imageId, 2);
      await dynamoDb.call("DeleteItem", { TableName: table, Key: keyOf(markId, imageId) });
    },
  };
}
