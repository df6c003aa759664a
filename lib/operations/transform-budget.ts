import { DAY_SECONDS, MINUTE_SECONDS } from "../limits.ts";
import { ProblemError } from "../problem-error.ts";
import { seconds } from "../time.ts";
import type { TransformCount, TransformCounts, TransformLimits } from "../transform-counts.ts";

/** How many variants may be made of an owner's images, as far as this process knows. */
export interface TransformBudget {
  /** Takes one; it is written down by `settle`. @throws ProblemError `transforms-exhausted` where none is left */
  spend(owner: string): void;
  /** Counts what was spent, and learns what all processes together have: to be awaited once the answer is on its way. */
  settle(): Promise<void>;
}

/**
 * The budget of one process. It asks nobody before an answer, and finds out after each one that it made: over the
 * budget, a process makes one more variant of an owner's images in a minute before it knows, and no second. What is
 * spent while a count is being written goes into the next one together.
 *
 * @param now for tests, e.g. `() => new Date()`
 */
export function createTransformBudget(
  counts: TransformCounts,
  limits: TransformLimits,
  now: () => Date = () => new Date(),
): TransformBudget {
  const spent = new Map<string, number>();
  let settling: Promise<void> | undefined;
  /** Unix seconds until when an owner's budget is used up; one that is past is as good as none. */
  const exhaustedUntil = new Map<string, number>();

  async function settleAll(): Promise<void> {
    try {
      // It goes on with owners that come while it waits.
      for (const [owner, made] of spent) {
        spent.delete(owner);
        const at = seconds(now());
        const until = endOf(await counts.add(owner, made, at), limits, at);
        if (until !== undefined) exhaustedUntil.set(owner, until);
      }
    } finally {
      settling = undefined;
    }
  }

  return {
    spend(owner) {
      const at = seconds(now());
      const secondsLeft = (exhaustedUntil.get(owner) ?? endOf(NOTHING_MADE, limits, at) ?? 0) - at;
      if (secondsLeft > 0) throw exhausted(secondsLeft);
      exhaustedUntil.delete(owner);
      spent.set(owner, (spent.get(owner) ?? 0) + 1);
    },
    async settle() {
      if (spent.size > 0) settling ??= settleAll();
      await settling;
    },
  };
}

/** Enough to be exhausted where a limit is 0, the switch by which an operator has stored variants served and no others made. */
const NOTHING_MADE: TransformCount = { thisMinute: 0, today: 0 };

/** When what is used up begins anew; `undefined` where there is something left. */
function endOf(count: TransformCount, limits: TransformLimits, at: number): number | undefined {
  if (count.today >= (limits.transformsPerDay ?? Number.POSITIVE_INFINITY))
    return at - (at % DAY_SECONDS) + DAY_SECONDS;
  if (count.thisMinute >= (limits.transformsPerMinute ?? Number.POSITIVE_INFINITY)) {
    return at - (at % MINUTE_SECONDS) + MINUTE_SECONDS;
  }
  return undefined;
}

function exhausted(secondsLeft: number): ProblemError {
  const detail = "As many variants have been made of this owner's images as may be for now; stored ones are answered.";
  return new ProblemError("transforms-exhausted", detail, { fields: { "retry-after": `${secondsLeft}` } });
}
