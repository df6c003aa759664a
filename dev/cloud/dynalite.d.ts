/** The part of dynalite 4 that is used here; the package has no types of its own. */
declare module "dynalite" {
  import type { Server } from "node:http";

  export interface DynaliteOptions {
    /** folder of the LevelDB store; in memory without it */
    readonly path?: string;
    /** milliseconds that a new table stays `CREATING` */
    readonly createTableMs?: number;
    /** milliseconds that a table stays `DELETING` */
    readonly deleteTableMs?: number;
  }

  /** Makes a server that does not listen yet; closing it closes the store too. */
  export default function dynalite(options?: DynaliteOptions): Server;
}

/** How dynalite 4 lays items out in LevelDB, for whoever fills a store without asking for one item after the other. */
declare module "dynalite/db/index.js" {
  /** As DynamoDB's protocol writes it, e.g. `{ id: { S: "a" } }` */
  export type Item = Readonly<Record<string, object>>;

  type Done = (error?: Error | null) => void;

  /** A part of the store: a table's items, or an index's. */
  export interface Part {
    batch(operations: readonly { type: "put"; key: string; value: Item }[], done: Done): void;
  }

  export interface Index {
    readonly IndexName: string;
  }

  /** A table's description, as DescribeTable has it. */
  export interface Table {
    readonly GlobalSecondaryIndexes?: readonly Index[];
  }

  export interface Store {
    readonly db: { close(done: Done): void };
    getTable(name: string, done: (error: Error | null, table: Table) => void): void;
    getItemDb(table: string): Part;
    getIndexDb(kind: "Global", table: string, index: string): Part;
  }

  interface Database {
    create(options: { readonly path: string }): Store;
    createKey(item: Item, table: Table): string;
    getIndexActions(
      indexes: readonly Index[],
      before: null,
      item: Item,
      table: Table,
    ): { readonly puts: readonly { index: string; key: string; item: Item }[] };
  }

  const database: Database;
  export default database;
}
