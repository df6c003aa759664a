import type { Duration } from "aws-cdk-lib";
import type { Distribution } from "aws-cdk-lib/aws-cloudfront";
import { type IMetric, MathExpression, Metric } from "aws-cdk-lib/aws-cloudwatch";
import type { IFunction } from "aws-cdk-lib/aws-lambda";

/** CDK's own metrics of a distribution lack the region, without which CloudWatch finds none. */
export function edgeMetric(
  distribution: Distribution,
  name: string,
  statistic: "Sum" | "Average",
  period: Duration,
): Metric {
  return new Metric({
    namespace: "AWS/CloudFront",
    metricName: name,
    dimensionsMap: { DistributionId: distribution.distributionId, Region: "Global" },
    statistic,
    period,
  });
}

/**
 * Per cent of all requests for which the transformer ran: beyond what new pictures explain, the variant bucket does not
 * answer, and every miss is made again.
 *
 * @param least requests below which it is 0: a few say nothing
 */
export function failoverShare(
  distribution: Distribution,
  transformer: IFunction,
  period: Duration,
  least: number,
): MathExpression {
  return new MathExpression({
    label: "Requests that ran the transformer, %",
    expression: `IF(requests >= ${least}, 100 * made / requests, 0)`,
    usingMetrics: {
      made: transformer.metricInvocations({ period, statistic: "Sum" }),
      requests: edgeMetric(distribution, "Requests", "Sum", period),
    },
    period,
  });
}

/**
 * The sum of one or more metrics, e.g. of the same one of several functions.
 *
 * By SUM and not by a plus: a queue that nobody has used for hours has no metric, and a plus would then give none either.
 */
export function sumOf(metrics: readonly IMetric[], label: string, period: Duration): IMetric {
  const [only, ...others] = metrics;
  // Of one series, SUM makes a number, and an alarm wants a series.
  if (only !== undefined && others.length === 0) return only;
  const named = Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric]));
  return new MathExpression({
    label,
    expression: `SUM([${Object.keys(named).join(", ")}])`,
    usingMetrics: named,
    period,
  });
}
