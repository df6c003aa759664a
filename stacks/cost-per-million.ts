import { Duration } from "aws-cdk-lib";
import type { Distribution } from "aws-cdk-lib/aws-cloudfront";
import { type IMetric, MathExpression } from "aws-cdk-lib/aws-cloudwatch";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { PRICES, type Priced } from "../lib/prices.ts";
import { DECODING_MEBIBYTES } from "./memory.ts";
import { edgeMetric } from "./metrics.ts";

const PERIOD = Duration.hours(1);

/** US dollars for one of these, above all free tiers. */
const usd = (priced: Priced) => PRICES[priced].usd / PRICES[priced].per;

/** A request is one to CloudFront, to its function and, at times, to its store. */
const USD_A_REQUEST = usd("edgeRequests") + usd("edgeFunctionCalls") + usd("edgeValueReads");

/** A call of the transformer, the mezzanine's GET, the variant's PUT, the record's update and the look after it. */
const USD_A_VARIANT =
  usd("functionCalls") + usd("bucketReads") + usd("bucketWrites") + usd("tableWrites") + usd("tableReads");

/** What a million requests cost at present: what grows with use, by list price; storage aside. */
export function costPerMillion(distribution: Distribution, transformer: IFunction): IMetric {
  const gigabytes = DECODING_MEBIBYTES / 1_024;
  const spent = [
    `requests * ${USD_A_REQUEST}`,
    `sent / 1000000000 * ${usd("edgeGigabytes")}`,
    `milliseconds / 1000 * ${gigabytes * usd("functionGigabyteSeconds")}`,
    `made * ${USD_A_VARIANT}`,
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
