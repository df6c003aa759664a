import { PREWARM, PREWARM_MOST } from "../../lib/limits.ts";

/** What makes the service cheap and fast; each can be switched off to see what it is worth. */
export interface Switches {
  /** Sizes move up to the ladder. */
  readonly ladder: boolean;
  /** All spellings of one picture have one key; else the query is the key as it is written. */
  readonly spelling: boolean;
  /** `Accept` is settled into three classes; else caches vary by the header as it is sent. */
  readonly negotiation: boolean;
  /** Variants are made from mezzanines; else from originals. */
  readonly mezzanine: boolean;
  /** What was made is stored; else it is made again on each miss. */
  readonly variantBucket: boolean;
  /** All regions go through one cache before the bucket. */
  readonly originShield: boolean;
  /** How many of the usual variants of a new picture are made at its upload, beyond the renditions. */
  readonly preWarmed: number;
}

/** As the service is deployed, but for pre-warming, which is shown by itself. */
export const DEPLOYED: Switches = {
  ladder: true,
  spelling: true,
  negotiation: true,
  mezzanine: true,
  variantBucket: true,
  originShield: true,
  preWarmed: 0,
};

/** The deployed service and each change of one switch, with what the tables call them. */
export const CHANGES: readonly (readonly [name: string, switches: Switches])[] = [
  ["as deployed", DEPLOYED],
  ["without the ladder", { ...DEPLOYED, ladder: false }],
  ["without one spelling", { ...DEPLOYED, spelling: false }],
  ["without negotiation", { ...DEPLOYED, negotiation: false }],
  ["without mezzanines", { ...DEPLOYED, mezzanine: false }],
  ["without the variant bucket", { ...DEPLOYED, variantBucket: false }],
  ["without Origin Shield", { ...DEPLOYED, originShield: false }],
  [`with pre-warming of ${PREWARM}`, { ...DEPLOYED, preWarmed: PREWARM }],
  [`with pre-warming of ${PREWARM_MOST}`, { ...DEPLOYED, preWarmed: PREWARM_MOST }],
];
