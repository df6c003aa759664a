/** Variants that were made of one owner's images. */
export interface TransformCount {
  readonly thisMinute: number;
  /** Since midnight, UTC. */
  readonly today: number;
}

/** How many may be made of one owner's images; absent is unlimited, 0 is none. */
export interface TransformLimits {
  readonly transformsPerMinute?: number | undefined;
  readonly transformsPerDay?: number | undefined;
}

/** Counts made variants, one item an owner and day. */
export interface TransformCounts {
  /** @param made how many more there are; @param now Unix seconds; @returns the count with these */
  add(owner: string, made: number, now: number): Promise<TransformCount>;
  get(owner: string, now: number): Promise<TransformCount>;
}
