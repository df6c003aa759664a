import {
  type Failure,
  type Figures,
  METRIC_UNITS,
  METRICS_NAMESPACE,
  type MetricName,
  type Metrics,
} from "../metrics.ts";
import type { Environment } from "./environment.ts";

/**
 * Metrics as lines of a Lambda function's log, which CloudWatch reads in its embedded metric format: nothing is sent, and
 * nothing is awaited. Without AWS_LAMBDA_FUNCTION_NAME, which tells the functions of several stacks apart, none are written.
 *
 * @param write by default to the standard output itself: the console would wrap a line in JSON of its own
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function logMetrics(
  { AWS_LAMBDA_FUNCTION_NAME: functionName }: Environment,
  write = (line: string): void => void process.stdout.write(line),
): Metrics {
  if (functionName === undefined) return () => undefined;
  return (figures, failure) =>
    write(`${JSON.stringify(embeddedMetrics(figures, functionName, Date.now(), failure))}\n`);
}

function embeddedMetrics(figures: Figures, functionName: string, timestamp: number, failure?: Failure): object {
  const about = failure && { Code: failure.code, RequestId: failure.requestId };
  const names = Object.keys(figures) as MetricName[];
  const metrics = names.map((name) => ({ Name: name, Unit: METRIC_UNITS[name] }));
  const dimensions = failure === undefined ? ["FunctionName"] : ["FunctionName", "Code"];
  const directive = { Namespace: METRICS_NAMESPACE, Dimensions: [dimensions], Metrics: metrics };
  return {
    _aws: { Timestamp: timestamp, CloudWatchMetrics: [directive] },
    FunctionName: functionName,
    ...about,
    ...figures,
  };
}
