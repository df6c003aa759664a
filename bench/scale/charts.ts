import { countText, usdText } from "../cost/figures.ts";
import { drawBarChart } from "./chart/bar-chart.ts";
import { drawLineChart } from "./chart/line-chart.ts";
import { type Outcome, shareOf } from "./outcome.ts";
import type { Simulation } from "./simulation.ts";

/** Fewer requests a month than this cost what an idle month costs; a bar of them would hide all others. */
const SHOWN_FROM = 1e5;

const SERVICES = ["transfer", "CloudFront", "Lambda", "S3", "DynamoDB"];

/** The drawings of the page, by the names of their files. */
export function drawCharts({ scales, changes }: Simulation): Readonly<Record<string, string>> {
  return {
    "scale-tiers.svg": drawLineChart({
      title: "Of a million requests, how many get past each cache",
      xName: "requests a month",
      x: scales.map(({ requests }) => requests),
      lines: [
        { name: "past the edge", values: scales.map((each) => 1e6 * (1 - shareOf(each, ["edge"]))) },
        { name: "past the region", values: scales.map((each) => 1e6 * (1 - shareOf(each, ["edge", "regional"]))) },
        { name: "past Origin Shield", values: scales.map((each) => 1e6 * shareOf(each, ["bucket", "transformer"])) },
        { name: "past the bucket: made", values: scales.map((each) => 1e6 * shareOf(each, ["transformer"])) },
      ],
      label: countText,
    }),
    "scale-cost.svg": drawBarChart({
      title: "US dollars for a million requests, by requests a month",
      parts: [...SERVICES, "others"],
      bars: scales
        .filter(({ requests }) => requests >= SHOWN_FROM)
        .map((each) => ({ name: countText(each.requests), values: perMillion(each, SERVICES) })),
      label: usdText,
    }),
    "scale-switches.svg": drawBarChart({
      title: "US dollars for a million requests besides transfer, one thing changed (100 M a month)",
      parts: [...SERVICES.slice(1), "others"],
      firstColor: 1,
      bars: changes.map(({ name, outcomes }) => ({
        name,
        values: perMillion(outcomes.at(-1)!, SERVICES).slice(1),
      })),
      label: usdText,
    }),
  };
}

/** What each of the services costs, and last all others together. */
function perMillion({ services, usd, requests }: Outcome, names: readonly string[]): number[] {
  const of = (name: string) => services.find(([service]) => service === name)?.[1] ?? 0;
  const named = names.map(of);
  const others = usd - named.reduce((sum, each) => sum + each, 0);
  return [...named, others].map((each) => (each * 1e6) / requests);
}
