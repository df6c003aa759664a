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
