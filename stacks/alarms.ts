import { Duration, Stack } from "aws-cdk-lib";
import type { IHttpApi } from "aws-cdk-lib/aws-apigatewayv2";
import type { Distribution } from "aws-cdk-lib/aws-cloudfront";
import { Alarm, type IMetric, MathExpression, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { createBudget, letAlarmsPublish } from "./budget.ts";
import type { Config } from "./config.ts";
import { edgeMetric, ownMetric, storedAlreadyShare, sumOf } from "./metrics.ts";

/** Failures in a quarter of an hour below which nothing rings: one of two requests is no outage. */
const TELLING_FAILURES = 5;

/** Per cent of requests that may fail. */
const FAILED_PERCENT = 1;

/** Seconds that a message may be due: longer than all of its deliveries take, and than a deletion's second pass waits. */
const BACKLOG_SECONDS = Duration.minutes(30).toSeconds();

/** Variants made in an hour below which a share of them says nothing, and per cent that may have been stored already. */
const TELLING_VARIANTS = 20;
const STORED_ALREADY_PERCENT = 10;

/** Calls that Lambda may turn away in five minutes: single ones are tried again and nobody notices. */
const THROTTLED_CALLS = 10;

/** Runs of the sweeper, one a minute, that may fail in a row. */
const FAILED_SWEEPS = 5;

/** Quarters of an hour in a row with a chore that failed; it has its turn again every ten minutes. */
const FAILED_QUARTERS = 3;

export interface AlarmsProps {
  readonly distribution: Distribution;
  readonly transformer: IFunction;
  /** What the API's callers meet; it counts what the function could not answer, too. */
  readonly gateway: IHttpApi;
  readonly sweeper: IFunction;
  readonly queue: IQueue;
  readonly deadLetters: readonly IQueue[];
  readonly config: Config;
}

/** What somebody has to look at, to one topic; each alarm's description says what to look at first. */
export class Alarms extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const { distribution, transformer, config } = props;
    // What a mail says that it is from.
    const displayName = `${Stack.of(this).stackName} alarms`;
    this.topic = new Topic(this, "Topic", { enforceSSL: true, displayName });
    if (config.alarmEmail !== undefined) this.topic.addSubscription(new EmailSubscription(config.alarmEmail));
    letAlarmsPublish(this.topic);
    createBudget(this, "Budget", { topic: this.topic, dailyUsd: config.dailyBudgetUsd });

    const minutes = Duration.minutes(5);
    const waiting = props.deadLetters.map((queue) => queue.metricApproximateNumberOfMessagesVisible());
    this.add("DeadLetters", sumOf(waiting, "Dead letters", minutes), 1, {
      text: "Something was tried again and again and failed; the message says what, the worker's log why.",
    });
    const quarter = Duration.minutes(15);
    this.add("Failures", failedPercent(distribution, quarter), FAILED_PERCENT, {
      text: "Requests are answered with 5xx; see the logs of the transformer and the API.",
    });
    // A share of all requests would not tell: next to the pictures, those to the API are few.
    const failedCalls = props.gateway.metricServerError({ period: quarter, statistic: "Sum" });
    this.add("ApiFailures", failedCalls, TELLING_FAILURES, {
      text: "The API answers with 5xx, however few ask it; see its log, and the gateway's.",
    });
    const age = props.queue.metricApproximateAgeOfOldestMessage({ period: minutes, statistic: "Maximum" });
    this.add("Backlog", age, BACKLOG_SECONDS, {
      text: "Uploads, deletions and mails wait for the worker; see its log, and whether Lambda lets it run.",
    });
    // Of the API these are among its failures, of the worker in its backlog.
    const throttles = transformer.metricThrottles({ period: minutes, statistic: "Sum" });
    this.add("Throttles", throttles, THROTTLED_CALLS, {
      text: "Lambda turns the transformer's calls away; see the account's limit of concurrent executions.",
    });
    const hour = Duration.hours(1);
    this.add("FailoverShare", storedAlreadyShare(transformer, hour, TELLING_VARIANTS), STORED_ALREADY_PERCENT, {
      text: "Failovers that no missing key explains, told by variants that were made though they are stored already; see whether CloudFront may read the variant bucket.",
    });
    const failedSweeps = props.sweeper.metricErrors({ period: Duration.minutes(1), statistic: "Sum" });
    this.add("Sweeper", failedSweeps, 1, {
      text: "The sweeper fails, and deletions are not finished; see its log.",
      inARow: FAILED_SWEEPS,
    });
    this.add("Chores", ownMetric(props.sweeper, "FailedChores", "Sum", quarter), 1, {
      text: "Deletions or lost uploads cannot be finished, however often; the sweeper's log says why.",
      inARow: FAILED_QUARTERS,
    });
  }

  private add(id: string, metric: IMetric, threshold: number, { text, inARow = 1 }: { text: string; inARow?: number }) {
    const alarm = new Alarm(this, id, {
      metric,
      threshold,
      evaluationPeriods: inARow,
      alarmDescription: text,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
  }
}

/** `failed` is per cent of `requests`. */
function failedPercent(distribution: Distribution, period: Duration): MathExpression {
  return new MathExpression({
    label: "Requests answered with 5xx, %",
    expression: `IF(failed * requests >= ${100 * TELLING_FAILURES}, failed, 0)`,
    usingMetrics: {
      requests: edgeMetric(distribution, "Requests", "Sum", period),
      failed: edgeMetric(distribution, "5xxErrorRate", "Average", period),
    },
    period,
  });
}
