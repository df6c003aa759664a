import type { Distribution } from "aws-cdk-lib/aws-cloudfront";
import type { WorkQueue } from "./queue.ts";
import type { Storage } from "./storage.ts";
import type { Tables } from "./tables.ts";

/** What the API, the worker and the sweeper all work on. */
export interface ServiceProps {
  /** The function's built folder, e.g. `.build/worker`. */
  readonly codeFolder: string;
  readonly storage: Storage;
  readonly tables: Tables;
  readonly work: WorkQueue;
  readonly distribution: Distribution;
  readonly environment: Readonly<Record<string, string>>;
}
