import { type MonthlyUsage, PRICES, type Price, type Priced } from "../../lib/prices.ts";

/** One line of a month's bill, in US dollars. */
export interface BillLine {
  readonly priced: Priced;
  readonly service: string;
  readonly of: string;
  readonly quantity: number;
  /** At list price. */
  readonly listUsd: number;
  /** How much of that the free tier takes off, where nothing else of the account has used it up. */
  readonly freeUsd: number;
}

/** A month's bill; the free tiers stand beside it, since an account has them once. */
export interface Bill {
  readonly lines: readonly BillLine[];
  readonly listUsd: number;
  readonly freeUsd: number;
}

/**
 * What a month's usage costs by list price.
 *
 * @param usage e.g. `{ edgeRequests: 1000000 }`
 */
export function billOf(usage: MonthlyUsage): Bill {
  const lines = Object.keys(PRICES)
    .filter(isPriced)
    .filter((priced) => (usage[priced] ?? 0) > 0)
    .map((priced) => lineOf(priced, usage[priced] ?? 0));
  return { lines, listUsd: sumOf(lines, "listUsd"), freeUsd: sumOf(lines, "freeUsd") };
}

/**
 * What each service has of a bill at list price, dearest first.
 *
 * @returns e.g. `[["CloudFront", 4.58], ["S3", 0.05]]`
 */
export function servicesOf(bill: Bill): [service: string, usd: number][] {
  const sums = new Map<string, number>();
  for (const { service, listUsd } of bill.lines) sums.set(service, (sums.get(service) ?? 0) + listUsd);
  return [...sums].sort((one, other) => other[1] - one[1]);
}

function isPriced(name: string): name is Priced {
  return name in PRICES;
}

function lineOf(priced: Priced, quantity: number): BillLine {
  const price: Price = PRICES[priced];
  const freeUsd = usdFor(price, Math.min(quantity, price.freeAMonth ?? 0));
  return { priced, service: price.service, of: price.of, quantity, listUsd: usdFor(price, quantity), freeUsd };
}

/** Each step of a price holds for what lies between it and the next. */
function usdFor({ usd, per, cheaperPast = [] }: Price, quantity: number): number {
  const steps: readonly (readonly [number, number])[] = [[0, usd], ...cheaperPast];
  const spent = steps.map(([from, stepUsd], place) => {
    const until = steps[place + 1]?.[0] ?? Number.POSITIVE_INFINITY;
    return (Math.max(0, Math.min(quantity, until) - from) * stepUsd) / per;
  });
  return spent.reduce((sum, each) => sum + each, 0);
}

function sumOf(lines: readonly BillLine[], column: "listUsd" | "freeUsd"): number {
  return lines.reduce((sum, line) => sum + line[column], 0);
}
