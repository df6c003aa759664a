import { Duration } from "aws-cdk-lib";
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

/** Requests in a period below which a share of them says nothing: one failure of two is no outage. */
const TELLING_REQUESTS = 100;

/** Per cent of requests that may fail. */
const FAILED_PERCENT = 1;

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
  readonly api: IFunction;
  readonly worker: IFunction;
  readonly sweeper: IFunction;
  readonly deadLetters: readonly IQueue[];
  readonly config: Config;
}

/** What somebody has to look at, to one topic; each alarm's description says what to look at first. */
export class Alarms extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const { distribution, transformer, config } = props;
    this.topic = new Topic(this, "Topic", { enforceSSL: true });
    if (config.alarmEmail !== undefined) this.topic.addSubscription(new EmailSubscription(config.alarmEmail));
    letAlarmsPublish(this.topic);
    createBudget(this, "Budget", { topic: this.topic, dailyUsd: config.dailyBudgetUsd });

    const minutes = Duration.minutes(5);
    const waiting = props.deadLetters.map((queue) => queue.metricApproximateNumberOfMessagesVisible());
    this.add("DeadLetters", sumOf(waiting, "Dead letters", minutes), 1, {
      text: "Something was tried again and again and failed; the message says what, the worker's log why.",
    });
    this.add("Failures", failedPercent(distribution, minutes), FAILED_PERCENT, {
      text: "Requests are answered with 5xx; see the logs of the transformer and the API.",
      inARow: 3,
    });
    const functions = [transformer, props.api, props.worker];
    const throttles = functions.map((each) => each.metricThrottles({ period: minutes, statistic: "Sum" }));
    this.add("Throttles", sumOf(throttles, "Calls turned away", minutes), THROTTLED_CALLS, {
      text: "Lambda turns calls away; see the account's limit of concurrent executions.",
    });
    const hour = Duration.hours(1);
    this.add("FailoverShare", storedAlreadyShare(transformer, hour, TELLING_VARIANTS), STORED_ALREADY_PERCENT, {
      text: "Variants are made that are stored already; see whether CloudFront may read the variant bucket.",
    });
    const failedSweeps = props.sweeper.metricErrors({ period: Duration.minutes(1), statistic: "Sum" });
    this.add("Sweeper", failedSweeps, 1, {
      text: "The sweeper fails, and deletions are not finished; see its log.",
      inARow: FAILED_SWEEPS,
    });
    this.add("Chores", ownMetric(props.sweeper, "FailedChores", "Sum", Duration.minutes(15)), 1, {
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

function failedPercent(distribution: Distribution, period: Duration): MathExpression {
  return new MathExpression({
    label: "Requests answered with 5xx, %",
    expression: `IF(requests >= ${TELLING_REQUESTS}, failed, 0)`,
    usingMetrics: {
      requests: edgeMetric(distribution, "Requests", "Sum", period),
      failed: edgeMetric(distribution, "5xxErrorRate", "Average", period),
    },
    period,
  });
}
