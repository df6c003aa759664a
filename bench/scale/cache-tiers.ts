import { DAY_SECONDS } from "../../lib/limits.ts";
import { REGIONS } from "./latencies.ts";
import { LruCaches } from "./lru-caches.ts";
import type { Workload } from "./workload.ts";

/** `s-maxage` of a variant. */
const FRESH_SECONDS = 365 * DAY_SECONDS;

const GIGABYTE = 1e9;

/** The first region is home: its cache is Origin Shield. */
const HOME_REGION = 0;

/** Which of CloudFront's caches had an answer. */
export type CacheTier = "edge" | "regional" | "shield";

/** CloudFront as three tiers: edge locations, each region's cache, and Origin Shield, which is the home region's cache. */
export class CacheTiers {
  readonly #edges: LruCaches;
  readonly #regions: LruCaches;
  readonly #firstEdge: readonly number[];
  readonly #hasShield: boolean;

  constructor(workload: Workload, hasShield: boolean) {
    this.#firstEdge = REGIONS.map((_, place) => REGIONS.slice(0, place).reduce((sum, { edges }) => sum + edges, 0));
    this.#hasShield = hasShield;
    const edges = REGIONS.reduce((sum, region) => sum + region.edges, 0);
    this.#edges = new LruCaches(edges, {
      bytes: workload.edgeGigabytes * GIGABYTE,
      idleSeconds: workload.edgeIdleDays * DAY_SECONDS,
      freshSeconds: FRESH_SECONDS,
    });
    this.#regions = new LruCaches(REGIONS.length, {
      bytes: workload.regionalGigabytes * GIGABYTE,
      idleSeconds: workload.regionalIdleDays * DAY_SECONDS,
      freshSeconds: FRESH_SECONDS,
    });
  }

  /**
   * Asks them in turn; each that did not have the object has it afterwards.
   *
   * @param edge which of the region's edge locations, from 0
   * @returns who had it, `undefined` for nobody
   */
  ask(region: number, edge: number, object: number, bytes: number, now: number): CacheTier | undefined {
    if (this.#edges.ask((this.#firstEdge[region] ?? 0) + edge, object, bytes, now)) return "edge";
    if (this.#regions.ask(region, object, bytes, now)) return "regional";
    if (!asksShield(region, this.#hasShield)) return undefined;
    return this.#regions.ask(HOME_REGION, object, bytes, now) ? "shield" : undefined;
  }
}

/** Whether a region's misses go through Origin Shield as one more layer, which is what AWS charges for. */
export function asksShield(region: number, hasShield: boolean): boolean {
  return hasShield && region !== HOME_REGION;
}
