import { promisify } from "node:util";
import database, { type Item, type Part, type Store, type Table } from "dynalite/db/index.js";

/** Items that are written together; more at a time are hardly faster. */
const BATCH = 1_000;

/**
 * Puts items into a table of a store that nobody has open, past the protocol: a million of them take a minute or two.
 *
 * What is there under the same key is replaced, but not in the indexes: the items are to be new.
 *
 * @param folder a DynamoDB's that has been started, and closed
 * @param items as the protocol writes them, e.g. `{ id: { S: "a" } }`
 * @throws Error when there is no such table, or the store is in use
 */
export async function bulkLoad(folder: string, tableName: string, items: Iterable<Item>): Promise<void> {
  const store = database.create({ path: folder });
  try {
    const table = await promisify(store.getTable)(tableName);
    let batch: Item[] = [];
    for (const item of items) {
      batch.push(item);
      if (batch.length < BATCH) continue;
      await write(store, tableName, table, batch);
      batch = [];
    }
    await write(store, tableName, table, batch);
  } finally {
    await promisify(store.db.close)();
  }
}

async function write(store: Store, tableName: string, table: Table, items: readonly Item[]): Promise<void> {
  const indexes = table.GlobalSecondaryIndexes ?? [];
  const entries = items.map((item) => ({ key: database.createKey(item, table), item }));
  const indexed = items.flatMap((item) => database.getIndexActions(indexes, null, item, table).puts);
  await putAll(store.getItemDb(tableName), entries);
  for (const { IndexName } of indexes) {
    const ofIndex = indexed.filter(({ index }) => index === IndexName);
    await putAll(store.getIndexDb("Global", tableName, IndexName), ofIndex);
  }
}

function putAll(part: Part, entries: readonly { readonly key: string; readonly item: Item }[]): Promise<void> {
  const operations = entries.map(({ key, item }) => ({ type: "put" as const, key, value: item }));
  return promisify(part.batch)(operations);
}
