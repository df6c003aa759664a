/** What owners' pictures are asked for, so that it can be made of the next one before anybody asks. */
export interface Demand {
  /** @param name a variant's, e.g. `w-640.auto-avif`; once there are too many, new ones are left out */
  count(owner: string, name: string, now: number): Promise<void>;
  /** @returns up to `limit` names that were counted at least `least` times, the most usual first */
  usual(owner: string, limit: number, least: number, now: number): Promise<readonly string[]>;
}
