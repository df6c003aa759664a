import type { UserLimits } from "../lib/accounts.ts";
import type { SigningKey } from "../lib/url/signing-key.ts";
import type { Authenticate } from "./authenticate.ts";

/** What the app is told besides its stores. */
export interface AppOptions {
  readonly authenticate: Authenticate;
  /** Absent where URLs cannot be signed; what POST names is then asked for with sizes of the ladder. */
  readonly signingKey?: SigningKey | undefined;
  /** Variants that one image may have. */
  readonly maxVariants: number;
  /** What one user may do. */
  readonly limits: UserLimits;
  /** Web origins whose pages may call the API, e.g. `["https://shop.example"]`. */
  readonly allowedOrigins: readonly string[];
}
