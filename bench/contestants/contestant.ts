import type { Order } from "../load/order.ts";
import type { Usage } from "../servers/usage.ts";

/** A server that is compared. */
export interface Contestant {
  readonly name: ContestantName;
  /** Its process's id. */
  readonly pid: number;
  /** Where an order is answered. */
  urlOf(order: Order): string;
  usage(): Promise<Usage>;
  /** What its stores use, which have a process of their own; absent where there are none. */
  readonly storesUsage?: () => Promise<Usage>;
  close(): Promise<void>;
}

/** `darkroom` is the deployed transformer with its stores; `pipeline` the same code over files, as the others are. */
export type ContestantName = "darkroom" | "pipeline" | "bare sharp" | "ipx";
