import { DAY_SECONDS, SWEEP_SECONDS } from "../../lib/limits.ts";
import type { MonthlyUsage } from "../../lib/prices.ts";
import { DECODING_MEBIBYTES } from "../../stacks/memory.ts";

/** What happens to a service in a month, as a simulation counts it or somebody expects it. */
export interface Activity {
  /** Requests for pictures. */
  readonly requests: number;
  readonly sentGigabytes: number;
  /** Requests that came to Origin Shield from another region's cache. */
  readonly shieldRequests: number;
  /** Requests that no cache of CloudFront could answer. */
  readonly bucketRequests: number;
  /** Variants made while somebody waited. */
  readonly made: number;
  /** Seconds of Lambda for one of them. */
  readonly makeSeconds: number;
  readonly uploads: number;
  /** Seconds of Lambda for one of them: the API decodes it, the worker makes mezzanines and variants. */
  readonly uploadSeconds: number;
  /** Objects that the worker stores of one upload, mezzanines and variants. */
  readonly objectsPerUpload: number;
  readonly deletions: number;
  /** Images that have a record. */
  readonly images: number;
  /** Originals, mezzanines and variants, over the month. */
  readonly storedGigabytes: number;
}

const MONTH_SECONDS = 30 * DAY_SECONDS;

/** GB of memory that Lambda counts for what decodes. */
const DECODING_GIGABYTES = DECODING_MEBIBYTES / 1_024;

/** Of each call of a function, its START, END and REPORT lines and a line of ours; rounded up. */
const LOG_GIGABYTES = 1e-6;

/** Of a record with its findings and three renditions, its place in two indexes, and DynamoDB's overhead. */
const RECORD_GIGABYTES = 6e-6;

/** What a month costs in which nobody does anything: the sweeper looks each minute, and Lambda asks the queue. */
export function idleUsage(): MonthlyUsage {
  const sweeps = MONTH_SECONDS / SWEEP_SECONDS;
  const pollers = 5;
  const pollSeconds = 20;
  return {
    functionCalls: sweeps,
    functionGigabyteSeconds: sweeps * 0.1 * 0.5,
    tableReads: sweeps * 3,
    queueRequests: (MONTH_SECONDS / pollSeconds) * pollers,
    logGigabytes: sweeps * LOG_GIGABYTES,
  };
}

/**
 * What a month's activity uses of each service, without what an idle month does.
 *
 * A made variant is one call, a read of its source, an update of the record, the store of the result and the look after
 * it. An upload and a deletion are counted off the acts of the same names; each write of a record is one of an index too.
 */
export function activityUsage(activity: Activity): MonthlyUsage {
  const { requests, made, uploads, deletions, images } = activity;
  const functionCalls = made + uploads * 2 + deletions * 2;
  return {
    edgeRequests: requests,
    edgeGigabytes: activity.sentGigabytes,
    edgeFunctionCalls: requests,
    shieldRequests: activity.shieldRequests,
    invalidations: deletions * 2,
    functionCalls,
    functionGigabyteSeconds:
      (made * activity.makeSeconds + uploads * activity.uploadSeconds + deletions) * DECODING_GIGABYTES,
    bucketReads: activity.bucketRequests + made + uploads,
    bucketWrites: made + uploads * (1 + activity.objectsPerUpload) + deletions * 8,
    bucketGigabyteMonths: activity.storedGigabytes,
    tableWrites: made + uploads * 12 + deletions * 6,
    tableReads: made + uploads * (4 + activity.objectsPerUpload) + deletions * 4,
    tableGigabyteMonths: images * RECORD_GIGABYTES,
    queueRequests: uploads * 3 + deletions * 3,
    httpApiRequests: uploads + deletions,
    mails: uploads,
    logGigabytes: functionCalls * LOG_GIGABYTES,
  };
}

/** Both together, e.g. idling and activity. */
export function addUsage(one: MonthlyUsage, other: MonthlyUsage): MonthlyUsage {
  const sums: Record<string, number> = { ...one };
  for (const [priced, quantity] of Object.entries(other)) sums[priced] = (sums[priced] ?? 0) + quantity;
  return sums;
}
