import type { Duration } from "aws-cdk-lib";
import type { Distribution } from "aws-cdk-lib/aws-cloudfront";
import { type IMetric, MathExpression, Metric } from "aws-cdk-lib/aws-cloudwatch";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { METRICS_NAMESPACE, type MetricName } from "../lib/metrics.ts";

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

/** What a function of ours counts about itself. */
export function ownMetric(
  { functionName }: IFunction,
  metricName: MetricName,
  statistic: "Sum" | "SampleCount",
  period: Duration,
): Metric {
  const dimensionsMap = { FunctionName: functionName };
  return new Metric({ namespace: METRICS_NAMESPACE, metricName, dimensionsMap, statistic, period });
}

/** Per cent of all requests for which the transformer ran. */
export function madeShare(distribution: Distribution, transformer: IFunction, period: Duration): MathExpression {
  return new MathExpression({
    label: "Requests that ran the transformer, %",
    expression: "100 * made / requests",
    usingMetrics: {
      made: transformer.metricInvocations({ period, statistic: "Sum" }),
      requests: edgeMetric(distribution, "Requests", "Sum", period),
    },
    period,
  });
}

/**
 * Per cent of the variants made on a miss that the bucket had already: the bucket did not answer, CloudFront failed over
 * for another reason than a missing key, and every miss is paid again.
 *
 * @param least variants made below which it is 0: of a few, two that were asked for at the same moment are a large share
 */
export function storedAlreadyShare(transformer: IFunction, period: Duration, least: number): MathExpression {
  return new MathExpression({
    label: "Made though stored already, %",
    expression: `IF(made >= ${least}, 100 * stored / made, 0)`,
    usingMetrics: {
      stored: ownMetric(transformer, "StoredAlready", "Sum", period),
      made: ownMetric(transformer, "StoredAlready", "SampleCount", period),
    },
    period,
  });
}

/** Per cent of their originals' bytes that variants made on a miss are smaller. */
export function bytesSavedShare(transformer: IFunction, period: Duration): MathExpression {
  return new MathExpression({
    label: "Smaller than the original, %",
    expression: "100 * (1 - variants / originals)",
    usingMetrics: {
      variants: ownMetric(transformer, "VariantBytes", "Sum", period),
      originals: ownMetric(transformer, "OriginalBytes", "Sum", period),
    },
    period,
  });
}

/** What these functions failed with, a line for each code that there has been; CloudWatch finds the codes itself. */
export function failuresByCode(functions: readonly IFunction[], period: Duration): MathExpression {
  const names = functions.map(({ functionName }) => `FunctionName="${functionName}"`).join(" OR ");
  const metric: MetricName = "Failures";
  return new MathExpression({
    label: "",
    expression: `SEARCH('{${METRICS_NAMESPACE},FunctionName,Code} MetricName="${metric}" AND (${names})', 'Sum', ${period.toSeconds()})`,
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
