import { beforeAll, expect, test } from "vitest";
import { MESSAGE_DELIVERIES, MESSAGE_HIDDEN_SECONDS } from "../../lib/limits.ts";
import { METRICS_NAMESPACE } from "../../lib/metrics.ts";
import type { Settings } from "../../stacks/settings.ts";
import { EVERYTHING, type Properties, synthesize } from "./synthesized.ts";
import { resourcesOf, type TemplateJson, textOf, theOne } from "./template.ts";

let template: TemplateJson;
beforeAll(() => {
  template = synthesize(EVERYTHING).toJSON() as TemplateJson;
});

const alarms = () => resourcesOf(template, "AWS::CloudWatch::Alarm");

/** The names of all metrics that an alarm looks at. */
function metricsOf(properties: Properties): string[] {
  const stats = (properties.Metrics ?? []).map((each: Properties) => each.MetricStat?.Metric.MetricName);
  return [properties.MetricName, ...stats].filter((name) => name !== undefined);
}

test.each([
  ["DeadLetters", "ApproximateNumberOfMessagesVisible"],
  ["Failures", "5xxErrorRate"],
  ["ApiFailures", "5xx"],
  ["Backlog", "ApproximateAgeOfOldestMessage"],
  ["Throttles", "Throttles"],
  ["FailoverShare", "StoredAlready"],
  ["Sweeper", "Errors"],
  ["Chores", "FailedChores"],
])("%s rings by %s", (name, metric) => {
  const alarm = theOne(template, "AWS::CloudWatch::Alarm", new RegExp(`Alarms${name}`));
  expect(metricsOf(alarm.Properties)).toContain(metric);
});

test("every alarm goes to the one topic, and says what to look at", () => {
  const topic = resourcesOf(template, "AWS::SNS::Topic").find(([id]) => /AlarmsTopic/.test(id))?.[0];
  for (const [, { Properties }] of alarms()) {
    expect(Properties.AlarmActions.map(textOf)).toEqual([topic]);
    expect(Properties.AlarmDescription.length).toBeGreaterThan(30);
  }
});

test("the dead letters of every queue that keeps them are watched", () => {
  const { Metrics } = theOne(template, "AWS::CloudWatch::Alarm", /DeadLetters/).Properties;
  expect(Metrics.filter((each: Properties) => each.MetricStat)).toHaveLength(2);
  // A plus would be silent about one queue while the other has had nothing for hours.
  expect(Metrics.map((each: Properties) => each.Expression)).toContain("SUM([m0, m1])");
});

test.each([
  ["all of its ten free", {}, 10],
  ["with mail one more", EVERYTHING, 11],
])("alarms take an account's metrics for alarms: %s", (_, settings, count) => {
  const made = resourcesOf(synthesize(settings).toJSON() as TemplateJson, "AWS::CloudWatch::Alarm");
  expect(made.flatMap(([, { Properties }]) => metricsOf(Properties))).toHaveLength(count);
});

test("a small service that is wholly down rings, and one failure does not", () => {
  const { Metrics, EvaluationPeriods, Threshold } = theOne(
    template,
    "AWS::CloudWatch::Alarm",
    /AlarmsFailures/,
  ).Properties;
  expect(Metrics.flatMap(({ Expression }: Properties) => Expression ?? [])).toEqual([
    "IF(failed * requests >= 500, failed, 0)",
  ]);
  expect([EvaluationPeriods, Threshold]).toEqual([1, 1]);
  const api = theOne(template, "AWS::CloudWatch::Alarm", /ApiFailures/).Properties;
  expect([api.Namespace, api.Statistic, api.Threshold, api.Period]).toEqual(["AWS/ApiGateway", "Sum", 5, 900]);
  expect(textOf(api.Dimensions)).toMatch(/ApiId ImageCdnGatewayHttpApi/);
});

test("what waits longer than a message that fails may take rings, and of the worker's own queue", () => {
  const { Dimensions, Statistic, Threshold } = theOne(template, "AWS::CloudWatch::Alarm", /Backlog/).Properties;
  expect(textOf(Dimensions)).toMatch(/^QueueName ImageCdnWorkQueue\w+\.QueueName$/);
  expect(Statistic).toBe("Maximum");
  expect(Threshold).toBeGreaterThan(MESSAGE_DELIVERIES * MESSAGE_HIDDEN_SECONDS);
});

test("who is told of an alarm is subscribed to its topic, and nobody where nobody is named", () => {
  const subscribed = (settings: Settings) =>
    resourcesOf(synthesize(settings).toJSON() as TemplateJson, "AWS::SNS::Subscription")
      .map(([, { Properties }]) => [Properties.Protocol, Properties.Endpoint, textOf(Properties.TopicArn)])
      .filter(([protocol]) => protocol === "email");
  expect(subscribed({})).toEqual([]);
  expect(subscribed(EVERYTHING)).toEqual([["email", "you@example.com", expect.stringMatching(/AlarmsTopic/)]]);
});

test("the budget waits until it may publish", () => {
  expect(theOne(template, "AWS::Budgets::Budget").DependsOn).toEqual([expect.stringMatching(/AlarmsTopicPolicy/)]);
});

test("a metric of CloudFront names the region that CloudWatch has it under", () => {
  const metrics = JSON.stringify(alarms().map(([, { Properties }]) => Properties.Metrics ?? []));
  const ofCloudFront = metrics.match(/"Namespace":"AWS\/CloudFront"/g) ?? [];
  expect(ofCloudFront.length).toBeGreaterThan(0);
  expect(metrics.match(/"Name":"Region","Value":"Global"/g)).toHaveLength(ofCloudFront.length);
});

test("the account's spending in a day rings at the same topic, which lets budgets and alarms in", () => {
  const { Budget, NotificationsWithSubscribers } = theOne(template, "AWS::Budgets::Budget").Properties;
  expect(Budget).toMatchObject({ TimeUnit: "DAILY", BudgetLimit: { Amount: 10, Unit: "USD" } });
  expect(textOf(NotificationsWithSubscribers[0].Subscribers[0].Address)).toMatch(/AlarmsTopic/);
  const { Statement } = theOne(template, "AWS::SNS::TopicPolicy", /AlarmsTopic/).Properties.PolicyDocument;
  const publishers = Statement.flatMap((each: Properties) => [each.Principal.Service].flat());
  expect(publishers).toEqual(expect.arrayContaining(["budgets.amazonaws.com", "cloudwatch.amazonaws.com"]));
});

test("FailoverShare rings by what was made though it was stored, of what was made, and not by a busy hour", () => {
  const { Metrics, Threshold } = theOne(template, "AWS::CloudWatch::Alarm", /FailoverShare/).Properties;
  const stats = Metrics.flatMap(({ Id, MetricStat }: Properties) =>
    MetricStat ? [[Id, MetricStat.Metric.MetricName, MetricStat.Stat]] : [],
  );
  expect(stats).toEqual([
    ["stored", "StoredAlready", "Sum"],
    ["made", "StoredAlready", "SampleCount"],
  ]);
  expect(Metrics.flatMap(({ Expression }: Properties) => Expression ?? [])).toEqual([
    "IF(made >= 20, 100 * stored / made, 0)",
  ]);
  expect(Threshold).toBe(10);
});

test("a metric of our own is asked for under the name that its function writes it under", () => {
  const metrics = alarms().flatMap(([, { Properties }]) => [
    Properties,
    ...(Properties.Metrics ?? []).map((each: Properties) => each.MetricStat?.Metric),
  ]);
  const own = metrics.filter((metric) => metric?.Namespace === METRICS_NAMESPACE);
  expect(own.map((metric) => [metric.MetricName, textOf(metric.Dimensions[0].Value).replace(/\w{8}$/, "")])).toEqual([
    ["StoredAlready", "ImageCdnTransformerFunction"],
    ["StoredAlready", "ImageCdnTransformerFunction"],
    ["FailedChores", "ImageCdnSweeperFunction"],
  ]);
});

const FAILURES = /Darkroom,FunctionName,Code} MetricName=\\"Failures\\"/;
const BYTES_SAVED = /1 - variants \/ originals[\s\S]*"VariantBytes"[\s\S]*"OriginalBytes"/;

test("the dashboard has the failures of every function that counts them", () => {
  const body = textOf(theOne(template, "AWS::CloudWatch::Dashboard").Properties.DashboardBody);
  const [, functions = ""] = /Failures\\" AND \(([^)]*)\)/.exec(body) ?? [];
  const names = [...functions.matchAll(/ImageCdn(\w+?)Function/g)].map(([, name]) => name);
  expect(names).toEqual(["Transformer", "Api", "Worker", "Sweeper"]);
});

test.each([
  ["says how to have hit ratios", {}, /once `DETAILED_METRICS` is `on`/],
  ["shows the hit ratios of both tiers", EVERYTHING, /CacheHitRate[\s\S]*Variant bucket/],
])("the dashboard %s, p50 and p95 of a miss, bytes saved, and the cost per million", (_, settings, hitRatios) => {
  const made = synthesize(settings).toJSON() as TemplateJson;
  const body = textOf(theOne(made, "AWS::CloudWatch::Dashboard").Properties.DashboardBody);
  for (const part of [hitRatios, /"stat":"p50"/, /"stat":"p95"/, /per million requests/, BYTES_SAVED, FAILURES]) {
    expect(body).toMatch(part);
  }
});
