import { setTimeout as sleep } from "node:timers/promises";
import { call, type Exchange, WireError } from "./wire.ts";

/** A table as the local service makes it. Partition keys are texts; indexes hold whole items. */
export interface LocalTable {
  readonly name: string;
  readonly partitionKey: string;
  readonly sortKey?: SortKey;
  readonly indexes?: readonly LocalIndex[];
  /** holds the Unix second after which an item may be deleted */
  readonly ttlAttribute?: string;
}

interface LocalIndex {
  readonly name: string;
  readonly partitionKey: string;
  readonly sortKey: SortKey;
}

/** The second part of a key: text or number. */
export interface SortKey {
  readonly name: string;
  readonly type: "S" | "N";
}

/** Finds the items that are to expire without reading the others, of which there are many more. */
export const EXPIRY_INDEX = "localExpiry";

interface KeyPart {
  readonly AttributeName: string;
  readonly KeyType: string;
}

interface Description {
  readonly Table: {
    readonly TableStatus: string;
    readonly KeySchema: readonly KeyPart[];
    readonly GlobalSecondaryIndexes?: readonly { readonly IndexName: string; readonly KeySchema: readonly KeyPart[] }[];
  };
}

/**
 * Makes a table when there is none, and waits until it can be used.
 *
 * @throws when the folder holds a table of this name with other keys or indexes: made by another version of the code
 */
export async function ensureTable(exchange: Exchange, table: LocalTable): Promise<void> {
  const found = await describe(exchange, table.name);
  if (found === undefined) {
    await call(exchange, "CreateTable", definition(table));
    await untilActive(exchange, table.name);
    return;
  }
  if (shape(found) !== shape(definition(table))) {
    throw new Error(
      `The stored table ${table.name} has other keys than the code; delete the data folder and start anew`,
    );
  }
}

async function describe(exchange: Exchange, name: string): Promise<Description["Table"] | undefined> {
  try {
    const { Table } = await call<Description>(exchange, "DescribeTable", { TableName: name });
    return Table;
  } catch (error) {
    if (error instanceof WireError && error.type === "ResourceNotFoundException") return undefined;
    throw error;
  }
}

async function untilActive(exchange: Exchange, name: string): Promise<void> {
  while ((await describe(exchange, name))?.TableStatus !== "ACTIVE") await sleep(5);
}

function definition({ name, partitionKey, sortKey, indexes = [], ttlAttribute }: LocalTable) {
  const allIndexes = [...indexes.map(wholeIndex), ...(ttlAttribute === undefined ? [] : [expiryIndex(ttlAttribute)])];
  return {
    TableName: name,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: attributes([{ partitionKey, sortKey }, ...indexes], ttlAttribute),
    KeySchema: keySchema(partitionKey, sortKey),
    ...(allIndexes.length > 0 && { GlobalSecondaryIndexes: allIndexes }),
  };
}

function wholeIndex({ name, partitionKey, sortKey }: LocalIndex) {
  return {
    IndexName: name,
    KeySchema: keySchema(partitionKey, sortKey),
    Projection: { ProjectionType: "ALL" },
  };
}

/** DynamoDB keeps something like it to itself. */
function expiryIndex(ttlAttribute: string) {
  return {
    IndexName: EXPIRY_INDEX,
    KeySchema: keySchema(ttlAttribute, undefined),
    Projection: { ProjectionType: "KEYS_ONLY" },
  };
}

/** Every attribute that is part of some key, once. */
function attributes(
  keys: readonly { readonly partitionKey: string; readonly sortKey: SortKey | undefined }[],
  ttlAttribute: string | undefined,
) {
  const types = new Map<string, string>(ttlAttribute === undefined ? [] : [[ttlAttribute, "N"]]);
  for (const { partitionKey, sortKey } of keys) {
    types.set(partitionKey, "S");
    if (sortKey !== undefined) types.set(sortKey.name, sortKey.type);
  }
  return [...types].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }));
}

function keySchema(partitionKey: string, sortKey: SortKey | undefined): KeyPart[] {
  const hash = { AttributeName: partitionKey, KeyType: "HASH" };
  return sortKey === undefined ? [hash] : [hash, { AttributeName: sortKey.name, KeyType: "RANGE" }];
}

/** Keys and indexes as one text, to compare what is stored with what is wanted. */
function shape({
  KeySchema,
  GlobalSecondaryIndexes = [],
}: Pick<Description["Table"], "KeySchema" | "GlobalSecondaryIndexes">) {
  const parts = (schema: readonly KeyPart[]) => schema.map((part) => `${part.KeyType}:${part.AttributeName}`).join(",");
  const indexes = GlobalSecondaryIndexes.map((index) => `${index.IndexName}(${parts(index.KeySchema)})`).sort();
  return [parts(KeySchema), ...indexes].join(" ");
}
