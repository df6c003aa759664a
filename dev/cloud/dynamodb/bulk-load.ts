import { promisify } from "node:util";
import database, { type Item, type Part } from "dynalite/db/index.js";

/** Items that are written together; more at a time are hardly faster. */
const BATCH = 1_000;

interface Entry {
  readonly key: string;
  readonly item: Item;
}

/**
 * Puts items into a table of a store that nobody has open, past the protocol: a million of them take a minute or two.
 *
 * What is there under the same key is replaced, but not in the indexes: the items are to be new.
 *
 * @param folder a DynamoDB's that has been started, and closed
 * @param items as the protocol writes them, e.g. `{ id: { S: "a" } }`
 * @throws Error when there is no such table, or the store is in use
 */
export async function bulkLoad(folder: string, tableName: string, items: readonly Item[]): Promise<void> {
  const store = database.create({ path: folder });
  try {
    const table = await promisify(store.getTable)(tableName);
    const entries = items.map((item) => ({ key: database.createKey(item, table), item }));
    await putAll(store.getItemDb(tableName), entries);
    for (const index of table.GlobalSecondaryIndexes ?? []) {
      const indexed = items.flatMap((item) => database.getIndexActions([index], null, item, table).puts);
      await putAll(store.getIndexDb("Global", tableName, index.IndexName), indexed);
    }
  } finally {
    await promisify(store.db.close)();
  }
}

/** Puts them in the order of their keys, so that LevelDB need not sort its files again while it is asked. */
async function putAll(part: Part, entries: readonly Entry[]): Promise<void> {
  const sorted = entries.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  for (let from = 0; from < sorted.length; from += BATCH) {
    const operations = sorted
      .slice(from, from + BATCH)
      .map(({ key, item }) => ({ type: "put", key, value: item }) as const);
    await promisify(part.batch)(operations);
  }
}
