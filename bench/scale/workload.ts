import { VARIANT_DAYS } from "../../lib/limits.ts";

/** What a service is used for; all numbers that are not about the audience itself. */
export interface Workload {
  readonly requestsAMonth: number;
  /** Pictures that are there at any time. */
  readonly images: number;
  /** How much more popular the popular pictures are, Zipf's exponent. */
  readonly exponent: number;
  /** Pictures that a month replaces by new uploads, as a share of all. */
  readonly uploadedShare: number;
  /** Pictures that a month deletes, as a share of all; what else is replaced is just not asked for any more. */
  readonly deletedShare: number;
  /** GB that each edge location, and each region's cache, holds for one customer. */
  readonly edgeGigabytes: number;
  readonly regionalGigabytes: number;
  /** Days after which what nobody asked for has made room for other customers' pictures. */
  readonly edgeIdleDays: number;
  readonly regionalIdleDays: number;
  /** Days after which the variant bucket forgets what it stored. */
  readonly variantDays: number;
}

const USUAL = {
  exponent: 1,
  uploadedShare: 0.05,
  deletedShare: 0.02,
  edgeGigabytes: 200,
  regionalGigabytes: 5_000,
  edgeIdleDays: 2,
  regionalIdleDays: 14,
  variantDays: VARIANT_DAYS,
};

/** A service of some size. */
export function workload(requestsAMonth: number, images: number): Workload {
  return { ...USUAL, requestsAMonth, images };
}

/** From a page of somebody's own to one of the world's largest sites. */
export const SCALES: readonly Workload[] = [
  workload(1e3, 20),
  workload(1e4, 100),
  workload(1e5, 500),
  workload(1e6, 3e3),
  workload(1e7, 2e4),
  workload(1e8, 1e5),
  workload(1e9, 1e6),
  workload(1e10, 5e6),
];
