import type { Accounts } from "../accounts.ts";
import type { Mailer } from "../mail/mail.ts";
import type { MarkUses } from "../mark-uses.ts";
import type { Images, Originals, Queue, Variants } from "../stores.ts";
import type { PictureUrls } from "../url/image-url.ts";
import type { SigningKeyRing } from "../url/signing-key.ts";
import type { Users } from "../users.ts";
import type { VariantBound } from "../variant-bound.ts";
import type { Prewarming } from "./prewarm.ts";

/** What the acts on an upload need. */
export interface ProcessStores {
  readonly images: Images;
  readonly originals: Originals;
  readonly variants: Variants;
  readonly markUses: MarkUses;
  readonly users: Users;
  readonly accounts: Accounts;
  readonly queue: Queue;
  /** Absent where mail is off. */
  readonly mailer: Mailer | undefined;
  /** What writes the links of a mail; it waits for the key that signs them. */
  readonly urls: () => Promise<PictureUrls>;
  /** What signs the link that switches mail off. */
  readonly signingKeys: SigningKeyRing;
  readonly prewarming: Prewarming;
  /** On the unsigned variants of one image. */
  readonly variantBound: VariantBound;
}
