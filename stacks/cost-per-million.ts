import { Duration } from "aws-cdk-lib";
import type { Distribution } from "aws-cdk-lib/aws-cloudfront";
import { type IMetric, MathExpression } from "aws-cdk-lib/aws-cloudwatch";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { DECODING_MEBIBYTES } from "./memory.ts";
import { edgeMetric } from "./metrics.ts";

const PERIOD = Duration.hours(1);

/**
 * List prices in US dollars, us-east-1, above all free tiers; a request is one to CloudFront, its function and the store.
 *
 * @see https://aws.amazon.com/cloudfront/pricing, https://aws.amazon.com/lambda/pricing
 */
const PRICES = {
  request: (1.0 + 0.1 + 0.03) / 1e6,
  gigabyteSent: 0.085,
  gigabyteSecond: 0.0000133334,
  /** A call of the transformer, the variant's PUT and its reads and writes of DynamoDB. */
  made: (0.2 + 5.0 + 0.625 + 2 * 0.125) / 1e6,
};

/** What a million requests cost at present: what grows with use, by list price; storage aside. */
export function costPerMillion(distribution: Distribution, transformer: IFunction): IMetric {
  const gigabytes = DECODING_MEBIBYTES / 1_024;
  const spent = [
    `requests * ${PRICES.request}`,
    `sent / 1000000000 * ${PRICES.gigabyteSent}`,
    `milliseconds / 1000 * ${gigabytes * PRICES.gigabyteSecond}`,
    `made * ${PRICES.made}`,
  ];
  return new MathExpression({
    label: "At list prices",
    expression: `1000000 * (${spent.join(" + ")}) / requests`,
    usingMetrics: {
      requests: edgeMetric(distribution, "Requests", "Sum", PERIOD),
      sent: edgeMetric(distribution, "BytesDownloaded", "Sum", PERIOD),
      milliseconds: transformer.metricDuration({ period: PERIOD, statistic: "Sum" }),
      made: transformer.metricInvocations({ period: PERIOD, statistic: "Sum" }),
    },
    period: PERIOD,
  });
}
