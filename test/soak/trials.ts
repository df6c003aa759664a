/** What a soak of numbered trials tries; each is the same for the same seed and number. */
export interface Trials {
  readonly count: number;
  readonly seed: number;
  /** The number of the only one that is tried, from 0 on. */
  readonly only?: number | undefined;
  /** As `performance.now()` has it; what is not tried by then is left. */
  readonly endsAt?: number;
}
