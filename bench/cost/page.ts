import { PRICES, PRICES_AS_OF, type Price } from "../../lib/prices.ts";
import { AWS_PUBLISHED, awsSolutionUsd, CLOUDFLARE } from "./alternatives.ts";
import { estimate } from "./estimate.ts";
import { billTable } from "./estimate-text.ts";
import { countText, usdText } from "./figures.ts";
import { markdownTable } from "./markdown-table.ts";
import { type Traffic, USUAL_TRAFFIC } from "./traffic.ts";

/** docs/cost.md: the prices, what an idle and a usual month cost, and what they would elsewhere. */
export function costPage(): string {
  const usual = estimate(USUAL_TRAFFIC);
  return `# Cost

\`npm run cost -- --images 100k --requests 10M\` counts a month's bill, service by service; \`--help\` names all figures that it takes, and
\`--json\` prints it as data. Hit ratios for a size of yours come from [the simulation](scale.md). Figures are US dollars by list prices of
us-east-1 **as they were known in ${PRICES_AS_OF}; nobody has read them off AWS's pages since. Do so before you rely on them.** Left out: taxes, the
storage of CloudFront's log, viewers outside North America and Europe (transfer to them costs up to half as much again).

## Nobody there

${billTable(usual.idle)}

The sweeper runs each minute (taken as 0.1 s with 512 MiB and 1 KB of log), and Lambda asks the queue, five at a time for 20 s each. Ten
alarm metrics, ten metrics of one's own, three dashboards and budgets that only tell are free in every account: eight alarms on ten metrics,
four metrics of our own, a dashboard and a daily budget are within that; with mail there are eleven alarm metrics, 0.10 more. Beyond: an alarm
metric 0.10, a dashboard 3.00, a metric of one's own 0.30 a month, by the hour in which it is written. \`Failures\` is a fifth metric, one for each
function and code, in the hours in which there are any.

## A usual month

${describe(USUAL_TRAFFIC)}

${billTable(usual.bill)}

A million requests: ${usdText(usual.usdPerMillion ?? 0)}. What people see first is transfer; what surprises is that **a deletion costs a cent**: two
invalidations, at half a cent each past the first thousand of a month.

## Elsewhere

Serving alone, without uploads, deletions and originals:

${markdownTable([
  ["requests a month", "Darkroom", "AWS's solution, same prices", "AWS's solution, as published", "Cloudflare Images"],
  ...AWS_PUBLISHED.months.map(({ images: requests, totalUsd }) => {
    const { serving } = estimate(sameShape(requests));
    return [
      countText(requests),
      usdText(serving.darkroomUsd),
      usdText(awsSolutionUsd(requests)),
      usdText(totalUsd),
      usdText(serving.cloudflareImagesUsd),
    ];
  }),
])}

- **[AWS's own solution](${AWS_PUBLISHED.page})**
  publishes months at 90 % edge hits, 45 KB a picture and 350 ms a transform. Its totals are nearly all CloudFront (1,200 of 1,203 USD for ten
  million pictures), which no list price explains: 450 GB and ten million requests are 48 USD. So the third column prices the same
  architecture by our table: what the edge does not have is made, each time, behind a REST API. Darkroom's column has the same hits and
  bytes, nine in ten of the misses answered by the bucket, and what the bucket stores. With few pictures sent to many, all ways cost what CloudFront costs.
- **[Cloudflare Images](${CLOUDFLARE.page})**, for pictures stored elsewhere, is ${CLOUDFLARE.usdPerThousand.toFixed(2)} USD per thousand different
  transformations in 30 days, formats not counted, the first ${CLOUDFLARE.freeTransformations.toLocaleString("en-US")} included; transfer is free. Counted are ${USUAL_TRAFFIC.sizes} sizes of each picture, one picture to a hundred
  requests. Where each picture is sent about a thousand times a month it costs the same; where more often, it is the cheaper one.

## The prices

${markdownTable([["what", "USD", "for", "free a month", "page"], ...Object.values(PRICES).map(priceRow)])}

Transfer costs less past 10 TB a month, step by step, down to 0.02 a GB past 5 PB. This page is written by a test from
\`lib/prices.ts\`; \`npx vitest run test/bench/cost -u\` writes it again.
`;
}

/** The usual proportions at another size. */
function sameShape(requests: number): Traffic {
  return { ...USUAL_TRAFFIC, requests, images: (USUAL_TRAFFIC.images * requests) / USUAL_TRAFFIC.requests };
}

function describe(traffic: Traffic): string {
  return `${countText(traffic.images)} pictures of ${traffic.originalMegabytes} MB, each in ${traffic.sizes} sizes and three formats; ${countText(traffic.requests)} requests of ${traffic.answerKilobytes} KB, ${traffic.edgeHitPercent} % answered by the
edge, ${traffic.bucketHitPercent} % of the others by the bucket, the rest made in ${traffic.makeMilliseconds} ms; ${countText(traffic.uploads)} uploads and ${countText(traffic.deletions)} deletions.`;
}

function priceRow({ service, of, usd, per, freeAMonth, page }: Price): string[] {
  const number = usd.toLocaleString("en-US", { maximumFractionDigits: 6 });
  return [
    `${service}: ${of}`,
    number,
    countText(per),
    freeAMonth === undefined ? "" : countText(freeAMonth),
    `[AWS](${page})`,
  ];
}
