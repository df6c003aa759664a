/** How much of a part is run, and which of all that it could do. */
export interface SoakOptions {
  /** Over 0, up to 1. */
  readonly share: number;
  /** The same seed tries the same things. */
  readonly seed: number;
  /** The number of one trial, to see it again; absent for all. */
  readonly only?: number | undefined;
  /** As `performance.now()` has it: a part that can leave something out does, from then on. */
  readonly endsAt: number;
  /** Whether what is found goes into `docs/reliability.md`. */
  readonly isWritten: boolean;
}
