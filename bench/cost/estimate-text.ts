import type { Bill } from "./bill.ts";
import type { Estimate } from "./estimate.ts";
import { countText, usdText } from "./figures.ts";
import { markdownTable } from "./markdown-table.ts";

/** An estimate as `npm run cost` prints it. */
export function estimateText(estimate: Estimate): string {
  const { traffic, bill, idle, usdPerMillion, serving } = estimate;
  const perMillion = usdPerMillion === undefined ? "" : `; a million requests ${usdText(usdPerMillion)}`;
  return `US dollars a month by list prices of ${estimate.pricesAsOf}, us-east-1; look at the pages before you rely on them.

${billTable(bill)}

${usdText(bill.listUsd)} by list price${perMillion}. Nobody there: ${usdText(idle.listUsd)}. The free tiers take
off up to ${usdText(bill.freeUsd)}, where nothing else of the account uses them.

Serving alone, without uploads, deletions and originals, of ${countText(traffic.requests)} requests:

${markdownTable([
  ["what", "USD"],
  ["Darkroom", usdText(serving.darkroomUsd)],
  ["AWS's own solution, same prices, its assumptions (90 % hits, 45 KB, 350 ms)", usdText(serving.awsSolutionUsd)],
  [
    `Cloudflare Images, ${countText(traffic.images)} pictures in ${traffic.sizes} sizes`,
    usdText(serving.cloudflareImagesUsd),
  ],
])}`;
}

/** The lines of a bill, service by service. */
export function billTable({ lines, listUsd, freeUsd }: Bill): string {
  const rows = lines.map(({ service, of, quantity, listUsd: list, freeUsd: free }) => [
    `${service}: ${of}`,
    countText(quantity),
    usdText(list),
    usdText(free),
  ]);
  return markdownTable([
    ["", "quantity", "list USD", "free of it"],
    ...rows,
    ["all", "", usdText(listUsd), usdText(freeUsd)],
  ]);
}
