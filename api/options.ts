import type { UploadLimits } from "../lib/operations/accept-upload.ts";
import type { TransformBudget } from "../lib/operations/transform-budget.ts";
import type { TransformLimits } from "../lib/transform-counts.ts";
import type { Authenticate } from "./authenticate.ts";

/** What the app is told besides its stores. */
export interface AppOptions {
  readonly authenticate: Authenticate;
  /** What one user may do. */
  readonly limits: UploadLimits & TransformLimits;
  /** What may still be made of each owner's images. */
  readonly budget: TransformBudget;
  /** Web origins whose pages may call the API, e.g. `["https://shop.example"]`. */
  readonly allowedOrigins: readonly string[];
}
