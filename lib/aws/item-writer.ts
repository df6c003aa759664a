import { type DynamoDb, isConditionFailed } from "./dynamodb.ts";
import { type Item, values } from "./image-item.ts";

/** A condition on an image's item; `#state` is known, `values` are named without their colon. */
interface Condition {
  readonly condition: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, unknown>>;
  /** DynamoDB refuses names that no expression uses. */
  readonly stateless?: true;
}

/** A change of an image's item, and when it may be. */
export interface Update extends Condition {
  readonly expression: string;
}

/** Conditional writes of single items, whose refusal is an answer and not an error. */
export interface ItemWriter {
  /** @returns whether the condition held */
  update(imageId: string, update: Update): Promise<boolean>;
  /** @returns the item after the update, `undefined` where the condition did not hold */
  updated(imageId: string, update: Update): Promise<Item | undefined>;
  remove(imageId: string, condition: Condition): Promise<boolean>;
}

export function itemWriter(dynamoDb: DynamoDb, table: string): ItemWriter {
  const updated: ItemWriter["updated"] = async (imageId, { expression, ...condition }) => {
    const written = dynamoDb.call("UpdateItem", {
      TableName: table,
      Key: values({ id: imageId }),
      UpdateExpression: expression,
      ...conditionInput(condition),
      ReturnValues: "ALL_NEW",
    });
    return (await unlessRefused(written))?.Attributes;
  };
  return {
    updated,
    update: async (imageId, update) => (await updated(imageId, update)) !== undefined,
    async remove(imageId, condition) {
      const key = { TableName: table, Key: values({ id: imageId }) };
      const removed = dynamoDb.call("DeleteItem", { ...key, ...conditionInput(condition) });
      return (await unlessRefused(removed)) !== undefined;
    },
  };
}

/** An item that is not there must not come to be by an update, hence the first condition. */
function conditionInput({ condition, names, values: plain, stateless }: Condition) {
  const entries = Object.entries(plain).map(([name, value]) => [`:${name}`, value]);
  const used = Object.entries({ ...names, ...(!stateless && { state: "state" }) });
  return {
    ConditionExpression: `attribute_exists(id) AND (${condition})`,
    ExpressionAttributeValues: values(Object.fromEntries(entries)),
    ...(used.length > 0 && {
      ExpressionAttributeNames: Object.fromEntries(used.map(([name, attribute]) => [`#${name}`, attribute])),
    }),
  };
}

async function unlessRefused<T>(sent: Promise<T>): Promise<T | undefined> {
  try {
    return await sent;
  } catch (error) {
    if (isConditionFailed(error)) return undefined;
    throw error;
  }
}
