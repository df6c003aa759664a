import type { AnswerStore, StoredAnswer } from "./answer-store.ts";
import type { Behavior, CachePolicy, DistributionConfig } from "./distribution.ts";
import type { EdgeAnswer } from "./edge-answer.ts";
import { errorFloorSeconds, type Freshness, freshnessOf } from "./freshness.ts";
import { fieldText } from "./header-fields.ts";
import { cacheTags } from "./invalidation-item.ts";
import type { OriginCaller } from "./origin-group.ts";
import { fetchWhole, type WholeAnswer } from "./whole-answer.ts";

/** A behavior that caches. */
export type CachedBehavior = Behavior & { readonly cache: CachePolicy };

export interface CachedAnswers {
  /** The answer for a path: what is stored while it is fresh, otherwise the origin's. */
  answer(behavior: CachedBehavior, path: string): Promise<EdgeAnswer>;
  /**
   * Answers that are on their way from an origin are given to those who wait for them, and not kept.
   *
   * To be told of every invalidation: which answers it means is only known once their tags are here.
   */
  disown(): void;
}

interface Fetched {
  readonly answer: EdgeAnswer;
  readonly isShared: boolean;
}

/** Makes the cache of a distribution: one fetch for concurrent misses, revalidation, stale answers while origins fail. */
export function createCachedAnswers(
  config: Pick<DistributionConfig, "errorSeconds" | "cacheTagHeader">,
  store: AnswerStore,
  callOrigins: OriginCaller,
  now: () => number,
): CachedAnswers {
  const flights = new Map<string, Promise<Fetched>>();
  let generation = 0;

  async function answer(behavior: CachedBehavior, path: string): Promise<EdgeAnswer> {
    const stored = store.get(path);
    if (stored !== undefined && now() < stored.freshUntil) return answerFrom(stored, "Hit");
    const others = flights.get(path);
    if (others === undefined) return (await startFlight(behavior, path)).answer;
    const fetched = await others;
    return fetched.isShared ? fetched.answer : (await fetchAndKeep(behavior, path)).answer;
  }

  function startFlight(behavior: CachedBehavior, path: string): Promise<Fetched> {
    const flight = fetchAndKeep(behavior, path).finally(() => {
      if (flights.get(path) === flight) flights.delete(path);
    });
    flights.set(path, flight);
    return flight;
  }

  async function fetchAndKeep(behavior: CachedBehavior, path: string): Promise<Fetched> {
    const begun = generation;
    const stored = store.get(path);
    const fetched = await fetchWhole(callOrigins, behavior, path, stored);
    const isOwned = begun === generation;
    if (stored !== undefined && fetched.status >= 500 && isOwned && now() < stored.staleUntil) {
      return { answer: answerFrom(postpone(stored, fetched.status), "RefreshHit"), isShared: true };
    }
    const freshness = freshnessOf(fetched, behavior.cache, config.errorSeconds, now());
    const entry = entryOf(path, fetched, freshness);
    if (isOwned && freshness.isKept) store.put(entry);
    else if (isOwned) store.delete(path);
    return { answer: answerTo(fetched), isShared: freshness.isShared };
  }

  /** Spares a failing origin: the stale answer counts as fresh until the error itself would be asked for again. */
  function postpone(stored: StoredAnswer, status: number): StoredAnswer {
    const retryAt = now() + errorFloorSeconds(status, config.errorSeconds) * 1000;
    const postponed = { ...stored, freshUntil: Math.min(retryAt, stored.staleUntil) };
    store.put(postponed);
    return postponed;
  }

  function entryOf(path: string, fetched: WholeAnswer, freshness: Freshness): StoredAnswer {
    const { status, headers, body } = fetched;
    const freshUntil = now() + freshness.seconds * 1000;
    const staleUntil = freshUntil + freshness.staleIfErrorSeconds * 1000;
    const tags = cacheTags(fieldText(headers, config.cacheTagHeader));
    return { path, status, headers, body, tags, storedAt: now(), freshUntil, staleUntil };
  }

  function answerFrom({ status, headers, body, storedAt }: StoredAnswer, result: "Hit" | "RefreshHit"): EdgeAnswer {
    const ageSeconds = Math.max(0, Math.floor((now() - storedAt) / 1000));
    return { status, headers, body, ageSeconds, cacheResult: status >= 400 ? "Error" : result };
  }

  function disown(): void {
    generation += 1;
    flights.clear();
  }

  return { answer, disown };
}

function answerTo({ status, headers, body, isRefreshed }: WholeAnswer): EdgeAnswer {
  if (status >= 400) return { status, headers, body, cacheResult: "Error" };
  return { status, headers, body, cacheResult: isRefreshed ? "RefreshHit" : "Miss" };
}
