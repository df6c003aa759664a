import { PRICES_AS_OF } from "../../lib/prices.ts";
import { activityUsage, addUsage, idleUsage } from "./activity.ts";
import { awsSolutionUsd, cloudflareUsd } from "./alternatives.ts";
import { type Bill, billOf } from "./bill.ts";
import { activityOf, servingOnly, type Traffic } from "./traffic.ts";

/** What a month of some traffic costs, and what it would elsewhere; US dollars. */
export interface Estimate {
  readonly traffic: Traffic;
  readonly pricesAsOf: string;
  /** All of it, idling too. */
  readonly bill: Bill;
  /** What of it a month without anybody costs; storage is of what is stored, not of idling. */
  readonly idle: Bill;
  /** `undefined` for a month without requests. */
  readonly usdPerMillion: number | undefined;
  /** The same requests, each way without uploads, deletions and originals; free tiers not taken off. */
  readonly serving: {
    readonly darkroomUsd: number;
    /** AWS's own solution by the same list prices, at its own assumptions: 90 % hits, 45 KB, 350 ms. */
    readonly awsSolutionUsd: number;
    /** Cloudflare Images: each size of each picture, once a month. */
    readonly cloudflareImagesUsd: number;
  };
}

/** What a month of such traffic costs by list price. */
export function estimate(traffic: Traffic): Estimate {
  const bill = billOf(addUsage(idleUsage(), activityUsage(activityOf(traffic))));
  const { requests, images, sizes } = traffic;
  return {
    traffic,
    pricesAsOf: PRICES_AS_OF,
    bill,
    idle: billOf(idleUsage()),
    usdPerMillion: requests === 0 ? undefined : (bill.listUsd * 1e6) / requests,
    serving: {
      darkroomUsd: billOf(activityUsage(activityOf(servingOnly(traffic)))).listUsd,
      awsSolutionUsd: awsSolutionUsd(requests),
      cloudflareImagesUsd: cloudflareUsd(Math.min(requests, images * sizes)).listUsd,
    },
  };
}
