import type { Accounts } from "../accounts.ts";
import type { Images, Mailer, Originals, Queue, Users, Variants } from "../stores.ts";
import type { Prewarming } from "./prewarm.ts";

/** What the acts on an upload need. */
export interface ProcessStores {
  readonly images: Images;
  readonly originals: Originals;
  readonly variants: Variants;
  readonly users: Users;
  readonly accounts: Accounts;
  readonly queue: Queue;
  /** Absent where mail is off. */
  readonly mailer: Mailer | undefined;
  /** e.g. `https://img.example.com`; what the links of a mail begin with. */
  readonly publicUrl: string;
  readonly prewarming: Prewarming;
  /** Unsigned variants that one image may have. */
  readonly maxVariants: number;
}
