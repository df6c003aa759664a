import type { Act } from "./act.ts";
import { DELETIONS } from "./acts/deletions.ts";
import { SWEEPS } from "./acts/sweeps.ts";
import { UPLOADS } from "./acts/uploads.ts";
import { VARIANTS } from "./acts/variants.ts";
import { WISHES } from "./acts/wishes.ts";

/** All that the service does, in the order of the table of outcomes. */
export const ACTS: readonly Act[] = [...UPLOADS, ...VARIANTS, ...DELETIONS, ...SWEEPS, ...WISHES];
