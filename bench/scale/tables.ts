import { awsSolutionUsd, cloudflareUsd } from "../cost/alternatives.ts";
import { countText, usdText } from "../cost/figures.ts";
import { markdownTable } from "../cost/markdown-table.ts";
import { type Outcome, shareOf, usdPerMillion } from "./outcome.ts";
import type { Simulation } from "./simulation.ts";
import { TIERS } from "./tally.ts";

/** One row a scale: who answers, how fast, and what it costs. */
export function scaleTable(scales: readonly Outcome[]): string {
  return markdownTable([
    ["requests a month", "pictures", ...TIERS, "p50 ms", "p95 ms", "USD a million", "besides transfer"],
    ...scales.map((each) => [
      countText(each.requests),
      countText(each.images),
      ...TIERS.map((tier) => percentText(each.shares[tier])),
      String(each.p50Milliseconds),
      String(each.p95Milliseconds),
      usdText(usdPerMillion(each)),
      usdText(usdBesidesTransfer(each)),
    ]),
  ]);
}

/** One row a scale: what is made and kept, and the whole month's bill here and elsewhere. */
export function monthTable(scales: readonly Outcome[]): string {
  return markdownTable([
    ["requests a month", "made", "variants stored", "GB stored", "USD", "AWS's solution", "Cloudflare Images"],
    ...scales.map((each) => [
      countText(each.requests),
      countText(each.made),
      countText(each.storedVariants),
      countText(each.storedGigabytes),
      usdText(each.usd),
      usdText(awsSolutionUsd(each.requests)),
      usdText(cloudflareUsd(each.transformations).listUsd),
    ]),
  ]);
}

/** One row a switch, at one of the sizes that are compared. */
export function changeTable({ changes }: Simulation, place: number): string {
  return markdownTable([
    [
      "",
      "edge and region",
      "made",
      "ms each",
      "variants stored",
      "p95 ms",
      "first viewers who wait",
      "USD besides transfer",
    ],
    ...changes.map(({ name, outcomes }) => {
      const outcome = outcomes[place]!;
      return [
        name,
        percentText(shareOf(outcome, ["edge", "regional"])),
        countText(outcome.made),
        outcome.makeMilliseconds.toFixed(0),
        countText(outcome.storedVariants),
        String(outcome.p95Milliseconds),
        percentText(outcome.firstViewsThatWaited),
        usdText(usdBesidesTransfer(outcome)),
      ];
    }),
  ]);
}

function usdBesidesTransfer(outcome: Outcome): number {
  const transfer = outcome.services.find(([service]) => service === "transfer")?.[1] ?? 0;
  return ((outcome.usd - transfer) * 1e6) / outcome.requests;
}

/** @returns e.g. `43.8 %` */
function percentText(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
