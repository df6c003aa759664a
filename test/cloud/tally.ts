/** Counts what holds and what does not; one failure keeps nothing else from being looked at. */
export interface Tally {
  /** @param sentence what is true of the product when `look` does not throw */
  holds(sentence: string, look: () => Promise<void> | void): Promise<void>;
  readonly failed: number;
  /** e.g. `12 passed, 0 failed` */
  summary(): string;
}

/** A tally that prints each sentence as it is looked at. */
export function startTally(): Tally {
  let passed = 0;
  let failed = 0;
  return {
    async holds(sentence, look) {
      try {
        await look();
        passed++;
        console.log(`ok      ${sentence}`);
      } catch (error) {
        failed++;
        console.log(`not ok  ${sentence}`);
        console.error(error);
      }
    },
    get failed() {
      return failed;
    },
    summary: () => `${passed} passed, ${failed} failed`,
  };
}
