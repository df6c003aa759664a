import { App, Stack } from "aws-cdk-lib";
import type { Template } from "aws-cdk-lib/assertions";
import { beforeAll, expect, test } from "vitest";
import { ImageCdn } from "../../stacks/image-cdn.ts";
import { allowedIn, EVERYTHING, type Properties, propertiesOf, synthesize } from "./synthesized.ts";

let template: Template;
beforeAll(() => {
  template = synthesize();
});

const all = (type: string) => propertiesOf(template, type);
const functionFor = (description: RegExp) =>
  all("AWS::Lambda::Function").find((each) => description.test(each.Description));

test("there are our functions and none that CDK brings along, all on Node 24 and arm64", () => {
  const functions = all("AWS::Lambda::Function").map((each) => [each.Runtime, ...each.Architectures, each.Handler]);
  expect(functions).toEqual(Array(6).fill(["nodejs24.x", "arm64", "index.handler"]));
});

const FOR_IMAGES = [
  "MALLOC_ARENA_MAX",
  "ORIGINALS_BUCKET",
  "VARIANTS_BUCKET",
  "IMAGES_TABLE",
  "QUEUE_URL",
  "MAX_VARIANTS",
  "SIGNED_URLS",
  "USERS_TABLE",
  "PREWARM",
  "TRANSFORMS_PER_MINUTE",
  "TRANSFORMS_PER_DAY",
];
const FOR_SERVICE = [...FOR_IMAGES, "DISTRIBUTION_ID", "PUBLIC_URL"];
const FOR_TOKENS = ["TOKEN_ISSUER", "TOKEN_AUDIENCE", "TOKEN_JWKS_URL", "TRUST_EMAIL"];
const LIMITS = ["UPLOADS_PER_HOUR", "STORED_BYTES"];
const FOR_API = [...FOR_SERVICE, ...FOR_TOKENS, ...LIMITS, "SIGNING_KEY_PARAMETER", "ALLOWED_ORIGINS", "SVG"];
test.each([
  ["transformer", /variants/, FOR_IMAGES],
  ["api", /Uploads/, FOR_API],
  ["worker", /Processes/, FOR_SERVICE],
  ["sweeper", /Finishes/, FOR_SERVICE],
])("the %s finds in its environment what it reads there", (_, description, names) => {
  expect(Object.keys(functionFor(description)?.Environment.Variables).sort()).toEqual([...names].sort());
});

test("what decodes pictures has room for the largest, which takes 600 MB beyond the rest", () => {
  const sizes = [/variants/, /Uploads/, /Processes/].map((each) => functionFor(each)?.MemorySize);
  expect(Math.min(...sizes)).toBeGreaterThan(600 + 250 + 2 * 100);
});

test("the transformer takes no share of the account's functions unless it is told to", () => {
  const reserved = propertiesOf(synthesize({ TRANSFORMER_CONCURRENCY: "40" }), "AWS::Lambda::Function");
  expect(all("AWS::Lambda::Function").filter((each) => "ReservedConcurrentExecutions" in each)).toEqual([]);
  expect(reserved.filter((each) => each.ReservedConcurrentExecutions === 40)).toHaveLength(1);
});

test("uploads and originals reach the queue by S3's own notification, mezzanines do not", () => {
  const notified = all("AWS::S3::Bucket").flatMap(
    (bucket) => bucket.NotificationConfiguration?.QueueConfigurations ?? [],
  );
  const prefixes = notified.flatMap((each: Properties) =>
    each.Filter.S3Key.Rules.map((rule: Properties) => rule.Value),
  );
  expect(prefixes).toEqual(["incoming/", "originals/"]);
});

test("the bucket waits for the policy that lets S3 send to the queue", () => {
  const buckets = Object.values(template.findResources("AWS::S3::Bucket"));
  const [notifying] = buckets.filter((bucket) => bucket.Properties.NotificationConfiguration);
  const [sending] = allowedIn(template).filter((statement) => statement.Principal?.Service === "s3.amazonaws.com");
  expect(notifying?.DependsOn).toEqual([expect.stringMatching(/QueuePolicy/)]);
  expect(sending?.Condition.StringEquals["aws:SourceAccount"]).toEqual({ Ref: "AWS::AccountId" });
});

test("a message that fails five times is kept for somebody to look at", () => {
  const [working] = all("AWS::SQS::Queue").filter((queue) => queue.RedrivePolicy);
  expect(working?.RedrivePolicy.maxReceiveCount).toBe(5);
});

test("a message stays hidden for longer than the worker may run", () => {
  const [working] = all("AWS::SQS::Queue").filter((queue) => queue.RedrivePolicy);
  expect(working?.VisibilityTimeout).toBeGreaterThan(functionFor(/Processes/)?.Timeout);
});

test("one bad message is told apart from the others of its batch", () => {
  expect(all("AWS::Lambda::EventSourceMapping")).toEqual([
    expect.objectContaining({ FunctionResponseTypes: ["ReportBatchItemFailures"] }),
  ]);
});

test.each([
  ["AWS::ApiGatewayV2::Api", ({ Name }: Properties) => Name],
  ["AWS::CloudFront::Distribution", ({ DistributionConfig }: Properties) => DistributionConfig.Comment],
  ["AWS::CloudFront::KeyValueStore", ({ Comment }: Properties) => Comment],
  ["AWS::CloudFront::Function", ({ FunctionConfig }: Properties) => FunctionConfig.Comment],
  ["AWS::Events::Rule", ({ Description }: Properties) => Description],
  ["AWS::SNS::Topic", ({ DisplayName }: Properties) => DisplayName],
])("the console tells an %s of one stage from that of another", (type, name) => {
  expect(all(type).map(name)).toEqual(Array(all(type).length).fill(expect.stringMatching(/^test-darkroom\b/)));
  expect(all(type).length).toBeGreaterThan(0);
});

test("a worker has one message at a time, and five workers at most leave room for readers", () => {
  const [mapping] = all("AWS::Lambda::EventSourceMapping");
  expect(mapping).toMatchObject({ BatchSize: 1, ScalingConfig: { MaximumConcurrency: 5 } });
});

test("the transformer streams, since a buffered answer holds no large picture", () => {
  expect(all("AWS::Lambda::Url").map((url) => [url.InvokeMode, url.AuthType])).toEqual([
    ["RESPONSE_STREAM", "AWS_IAM"],
  ]);
});

test("a flood at the gateway is bounded, and its log does not say who asked", () => {
  const [stage] = all("AWS::ApiGatewayV2::Stage");
  expect(stage?.DefaultRouteSettings).toMatchObject({ ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400 });
  expect(stage?.AccessLogSettings.Format).toContain("$context.requestId");
  expect(stage?.AccessLogSettings.Format).not.toMatch(/identity|authorizer|query|\$context\.protocol/i);
});

test("no log is kept for ever", () => {
  const kept = [synthesize(), synthesize(EVERYTHING, "prod")].flatMap((each) =>
    propertiesOf(each, "AWS::Logs::LogGroup"),
  );
  expect(kept.length).toBeGreaterThan(2);
  expect(new Set(kept.map((log) => log.RetentionInDays))).toEqual(new Set([30]));
});

test("the sweeper runs every minute", () => {
  expect(all("AWS::Events::Rule").map((rule) => rule.ScheduleExpression)).toEqual(["rate(1 minute)"]);
});

test("the resources do not depend on each other in a circle", () => {
  // CDK's Template refuses such a template.
  expect(() => [synthesize(EVERYTHING, "prod"), synthesize(EVERYTHING)]).not.toThrow();
});

test("a stack without its code is refused by the name of what is missing", () => {
  const stack = new Stack(new App(), "empty");
  expect(() => new ImageCdn(stack, "ImageCdn", { buildFolder: "nowhere" })).toThrow(/nowhere/);
});
