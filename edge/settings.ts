import { DEFAULT_LADDER } from "../lib/url/default-ladder.ts";
import type { Ladder } from "../lib/url/ladder.ts";

/** What a deployer may set for the edge; the build writes this file anew with what was set. */
export const LADDER: Ladder = DEFAULT_LADDER;
