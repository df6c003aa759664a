import { Duration } from "aws-cdk-lib";
import type { Distribution } from "aws-cdk-lib/aws-cloudfront";
import {
  Dashboard as CloudWatchDashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  MathExpression,
  TextWidget,
} from "aws-cdk-lib/aws-cloudwatch";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";
import type { Config } from "./config.ts";
import { costPerMillion } from "./cost-per-million.ts";
import { bytesSavedShare, edgeMetric, failuresByCode, madeShare, storedAlreadyShare } from "./metrics.ts";
import { HOME_REGION } from "./region.ts";

const PERIOD = Duration.hours(1);
const WIDTH = 12;

export interface DashboardProps {
  readonly distribution: Distribution;
  readonly transformer: IFunction;
  readonly api: IFunction;
  readonly worker: IFunction;
  readonly sweeper: IFunction;
  readonly config: Config;
}

/** How the service does, at a glance: how often each cache had the picture, how long a miss takes, what is saved, what it costs. */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    const { distribution, transformer, api, worker, sweeper, config } = props;
    const requests = edgeMetric(distribution, "Requests", "Sum", PERIOD);
    const hitRatios = config.hasDetailedMetrics
      ? [graph("Hit ratios, %", [edgeHitRatio(distribution), variantHitRatio(distribution, transformer)])]
      : [graph("Made, % of requests", [madeShare(distribution, transformer, PERIOD)]), note(NO_HIT_RATIOS)];
    new CloudWatchDashboard(this, "Dashboard", {
      widgets: [
        hitRatios,
        [
          graph(
            "A miss, milliseconds",
            ["p50", "p95"].map((each) => durationOf(transformer, each)),
          ),
          graph("Failures, by code", [failuresByCode([transformer, api, worker, sweeper], PERIOD)]),
        ],
        [
          graph("Requests", [requests]),
          graph("US dollars per million requests", [costPerMillion(distribution, transformer)]),
        ],
        [
          graph("Bytes saved, %", [bytesSavedShare(transformer, PERIOD)]),
          graph("Made though stored already, %", [storedAlreadyShare(transformer, PERIOD, 1)]),
        ],
      ],
    });
  }
}

const NO_HIT_RATIOS =
  "The hit ratios of edge and variant bucket are here once `DETAILED_METRICS` is `on`, which costs about 2.40 USD a month.";

function edgeHitRatio(distribution: Distribution): IMetric {
  return edgeMetric(distribution, "CacheHitRate", "Average", PERIOD).with({ label: "Edge" });
}

/** Of what the edge did not have, how much the bucket had; requests to the API count as misses, and lower it. */
function variantHitRatio(distribution: Distribution, transformer: IFunction): IMetric {
  return new MathExpression({
    label: "Variant bucket",
    expression: "100 * (1 - made / (requests * (1 - hitRate / 100)))",
    usingMetrics: {
      made: transformer.metricInvocations({ period: PERIOD, statistic: "Sum" }),
      requests: edgeMetric(distribution, "Requests", "Sum", PERIOD),
      hitRate: edgeMetric(distribution, "CacheHitRate", "Average", PERIOD),
    },
    period: PERIOD,
  });
}

function durationOf(transformer: IFunction, statistic: string): IMetric {
  return transformer.metricDuration({ period: PERIOD, statistic, label: statistic });
}

// Both implement the interface; CDK's types are only not written for exactOptionalPropertyTypes.
function graph(title: string, left: IMetric[]): IWidget {
  return new GraphWidget({ title, left, width: WIDTH, region: HOME_REGION }) as IWidget;
}

function note(markdown: string): IWidget {
  return new TextWidget({ markdown, width: WIDTH, height: 2 }) as IWidget;
}
