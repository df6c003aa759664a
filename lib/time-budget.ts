import { AsyncLocalStorage } from "node:async_hooks";
import { ProblemError } from "./problem-error.ts";

interface TimeBudget {
  readonly signal: AbortSignal;
  /** As `performance.now()` has it. */
  readonly endsAt: number;
}

const budgets = new AsyncLocalStorage<TimeBudget>();

/**
 * Does what a request asks for, and gives it up when its time is over: calls to services under way are ended, none is
 * begun any more, and the caller is told to come again. A budget within another one ends with that at the latest.
 *
 * @param milliseconds e.g. `28_500`
 * @throws ProblemError `unavailable` when the time is over, and what `act` throws
 */
export async function withinBudget<T>(milliseconds: number, act: () => Promise<T>): Promise<T> {
  const over = new AbortController();
  const outer = budgets.getStore();
  const budget = {
    signal: outer === undefined ? over.signal : AbortSignal.any([outer.signal, over.signal]),
    endsAt: Math.min(performance.now() + milliseconds, outer?.endsAt ?? Number.POSITIVE_INFINITY),
  };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new ProblemError("unavailable", "This takes longer than it may; ask again in a moment."));
      over.abort();
    }, milliseconds);
  });
  const work = budgets.run(budget, act);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    // What was given up fails later; its caller has been answered.
    work.catch(() => undefined);
  }
}

/** Aborted when the time of the request that is being worked on is over; `undefined` where nobody has set one. */
export function budgetSignal(): AbortSignal | undefined {
  return budgets.getStore()?.signal;
}

/** Whole seconds that one piece of work may take: what is left of the request's time, at least 1, and no more than this. */
export function secondsWithinBudget(most: number): number {
  const { endsAt } = budgets.getStore() ?? { endsAt: Number.POSITIVE_INFINITY };
  return Math.max(1, Math.min(most, Math.floor((endsAt - performance.now()) / 1000)));
}
