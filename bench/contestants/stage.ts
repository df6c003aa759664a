import type { Service } from "./service.ts";

/** What the contestants stand on. */
export interface Stage {
  /** The originals, as files. */
  readonly folder: string;
  /** An empty one, for the mezzanines. */
  readonly mezzanineFolder: string;
  /** The same, uploaded. */
  readonly service: Service;
}
