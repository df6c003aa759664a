/** Where an answer came from, nearest first. */
export const TIERS = ["edge", "regional", "shield", "bucket", "transformer"] as const;

/** One of {@link TIERS}. */
export type Tier = (typeof TIERS)[number];

const LONGEST_MILLISECONDS = 30_000;

/** What is counted in the month that is measured; `times` is how many such things each one stands for. */
export class Tally {
  readonly answers: Record<Tier, number> = { edge: 0, regional: 0, shield: 0, bucket: 0, transformer: 0 };
  /** Requests that came to Origin Shield from another region. */
  shieldRequests = 0;
  /** Seconds of one core for what was made while somebody waited. */
  makeSeconds = 0;
  /** Pictures of the month that somebody has seen, and those whose first viewer waited for a transformer. */
  firstViews = 0;
  firstViewsThatWaited = 0;
  readonly #milliseconds = new Float64Array(LONGEST_MILLISECONDS);

  answered(tier: Tier, milliseconds: number, times: number): void {
    this.answers[tier] += times;
    const place = Math.min(LONGEST_MILLISECONDS - 1, Math.round(milliseconds));
    this.#milliseconds[place] = this.#milliseconds[place]! + times;
  }

  /** How many answers there were in all. */
  get total(): number {
    return TIERS.reduce((sum, tier) => sum + this.answers[tier], 0);
  }

  passedShield(times: number): void {
    this.shieldRequests += times;
  }

  made(seconds: number, times: number): void {
    this.makeSeconds += seconds * times;
  }

  firstView(hasWaited: boolean, times: number): void {
    this.firstViews += times;
    if (hasWaited) this.firstViewsThatWaited += times;
  }

  /**
   * The time within which a share of the answers came.
   *
   * @param share e.g. `0.95`
   * @returns milliseconds, 0 where there were no answers
   */
  quantile(share: number): number {
    const all = this.#milliseconds.reduce((sum, count) => sum + count, 0);
    let sum = 0;
    for (let place = 0; place < LONGEST_MILLISECONDS; place++) {
      sum += this.#milliseconds[place]!;
      if (sum > 0 && sum >= all * share) return place;
    }
    return 0;
  }
}
