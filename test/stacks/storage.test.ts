import { isDeepStrictEqual } from "node:util";
import type { Template } from "aws-cdk-lib/assertions";
import { beforeAll, expect, test } from "vitest";
import { EVERYTHING, type Properties, propertiesOf, synthesize, withStack } from "./synthesized.ts";
import { type TemplateJson, textOf, theOne } from "./template.ts";

let template: Template;
beforeAll(() => {
  template = synthesize();
});

const OWN_ORIGINS = ["https://images.example.com", "https://shop.example", "https://www.example.com"];

const all = (type: string) => propertiesOf(template, type);

test.each([
  ["without TLS", { Bool: { "aws:SecureTransport": "false" } }],
  ["with a TLS older than 1.2", { NumericLessThan: { "s3:TlsVersion": 1.2 } }],
])("every bucket refuses whoever comes %s", (_, condition) => {
  const refusals = all("AWS::S3::BucketPolicy")
    .flatMap((policy) => policy.PolicyDocument.Statement as Properties[])
    .filter((each) => each.Effect === "Deny" && isDeepStrictEqual(each.Condition, condition));
  expect(refusals).toHaveLength(all("AWS::S3::Bucket").length);
});

const LASTING = ["AWS::S3::Bucket", "AWS::DynamoDB::GlobalTable", "AWS::Cognito::UserPool"];

function policiesIn(of: Template): Record<string, string> {
  const resources = LASTING.flatMap((type) => Object.entries(of.findResources(type)));
  return Object.fromEntries(resources.map(([id, resource]) => [id.replace(/\w{8}$/, ""), resource.DeletionPolicy]));
}

test("in production pictures, tables and users outlive the stack, and only they", () => {
  expect(policiesIn(synthesize({}, "prod"))).toEqual({
    // These hold nothing where their first deployment fails. The others are protected, and could not be deleted then.
    ImageCdnStorageOriginals: "RetainExceptOnCreate",
    ImageCdnStorageVariants: "RetainExceptOnCreate",
    ImageCdnTablesImages: "Retain",
    ImageCdnTablesUsers: "Retain",
    ImageCdnSignInUsers: "Retain",
    ImageCdnPlaygroundPages: "Delete",
    ImageCdnEdgeLogBucket: "Delete",
  });
});

test("in production nobody deletes the stack, a table or the users by mistake", () => {
  withStack({}, "prod", (stack) => expect(stack.terminationProtection).toBe(true));
  const production = synthesize({}, "prod");
  for (const table of propertiesOf(production, "AWS::DynamoDB::GlobalTable")) {
    expect(table.Replicas[0].DeletionProtectionEnabled).toBe(true);
  }
  expect(propertiesOf(production, "AWS::Cognito::UserPool")[0]?.DeletionProtection).toBe("ACTIVE");
});

test("in production a change that replaces pictures, tables or users leaves the old ones there", () => {
  const resources = Object.entries(synthesize({}, "prod").toJSON().Resources as Record<string, Properties>);
  const left = resources.filter(([, each]) => each.UpdateReplacePolicy === "Retain").map(([id]) => id);
  expect(left.map((id) => id.replace(/\w{8}$/, "")).toSorted()).toEqual([
    "ImageCdnSignInUsers",
    ...["ImageCdnStorageOriginals", "ImageCdnStorageVariants", "ImageCdnTablesImages", "ImageCdnTablesUsers"],
  ]);
});

test("of any other stage no resource of any kind stays, or resists", () => {
  const resources = Object.values(synthesize(EVERYTHING, "try").toJSON().Resources as Record<string, Properties>);
  const policies = resources.flatMap(({ DeletionPolicy, UpdateReplacePolicy }) => [
    DeletionPolicy,
    UpdateReplacePolicy,
  ]);
  expect(new Set(policies.filter((policy) => policy !== undefined))).toEqual(new Set(["Delete"]));
  expect(JSON.stringify(resources)).not.toMatch(/"DeletionProtection\w*":(true|"ACTIVE")/);
  // Log groups outlive a stack unless it is said that they do not.
  const logs = resources.filter(({ Type }) => Type === "AWS::Logs::LogGroup");
  expect(logs.map(({ DeletionPolicy }) => DeletionPolicy)).toEqual(Array(logs.length).fill("Delete"));
});

test("in production the log alone is emptied and goes with the stack, and it after CloudFront has ceased to write it", () => {
  const production = synthesize({}, "prod");
  const emptying = Object.entries(production.findResources("Custom::BucketContents")).filter(
    ([, { Properties }]) => Properties.EmptyOnRemoval === "true",
  );
  expect(emptying.map(([id]) => id.replace(/Emptying\w{8}$/, ""))).toEqual([
    expect.stringMatching(/Playground/),
    expect.stringMatching(/EdgeLog/),
  ]);
  const [delivery] = Object.values(production.findResources("AWS::Logs::Delivery"));
  expect(delivery?.DependsOn).toEqual(expect.arrayContaining([emptying[1]?.[0]]));
});

test("any other stage goes completely, each of its buckets emptied when nothing writes any more", () => {
  withStack({}, "test", (stack) => expect(stack.terminationProtection).toBe(false));
  expect(new Set(Object.values(policiesIn(template)))).toEqual(new Set(["Delete"]));
  const contents = Object.entries(template.findResources("Custom::BucketContents"));
  const emptying = contents.filter(([, { Properties }]) => Properties.EmptyOnRemoval === "true");
  const emptied = emptying.map(([, { Properties }]) => Properties.Bucket.Ref);
  expect(emptied.sort()).toEqual(Object.keys(template.findResources("AWS::S3::Bucket")).sort());
  const writers = Object.values(template.findResources("AWS::Lambda::Function", { Properties: { MemorySize: 1_769 } }));
  expect(writers.map(({ DependsOn }) => DependsOn)).toEqual(
    Array(3).fill(expect.arrayContaining(emptying.map(([id]) => id))),
  );
});

test("originals are versioned, and nothing else is", () => {
  const versioned = Object.entries(template.findResources("AWS::S3::Bucket")).filter(
    ([, { Properties }]) => Properties.VersioningConfiguration?.Status === "Enabled",
  );
  expect(versioned.map(([id]) => id)).toEqual([expect.stringMatching(/Originals/)]);
});

test.each([
  ["this service's own address", {}, [expect.stringMatching(/^https:\/\/ImageCdnEdgeDistribution\w+\.DomainName$/)]],
  ["the own domain and the configured origins", EVERYTHING, OWN_ORIGINS],
])("pages of %s may put to presigned URLs of originals, and no other page may", (_, settings, origins) => {
  const made = synthesize(settings).toJSON() as TemplateJson;
  const { Bucket, UploadOrigins } = theOne(made, "Custom::BucketContents", /UploadOrigins/).Properties;
  expect([textOf(Bucket), UploadOrigins.map(textOf)]).toEqual([expect.stringMatching(/Originals/), origins]);
  expect(propertiesOf(synthesize(settings), "AWS::S3::Bucket").filter((each) => "CorsConfiguration" in each)).toEqual(
    [],
  );
});

test("what was uploaded but never admitted is gone after a day, and so are unfinished uploads", () => {
  const [originals] = all("AWS::S3::Bucket").filter((bucket) => bucket.VersioningConfiguration);
  const rules: Properties[] = originals?.LifecycleConfiguration.Rules;
  expect(rules.filter((rule) => rule.ExpirationInDays !== undefined)).toEqual([
    expect.objectContaining({ Prefix: "incoming/", ExpirationInDays: 1 }),
  ]);
  expect(rules.some((rule) => rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation === 1)).toBe(true);
});

test.each([
  ["90 days", {}, 90],
  ["as many days as are configured", { VARIANT_DAYS: "7" }, 7],
])("variants that nobody made again are gone after %s", (_, settings, days) => {
  const buckets = synthesize(settings).findResources("AWS::S3::Bucket");
  const variants = Object.entries(buckets).find(([id]) => /Variants/.test(id))?.[1];
  expect(variants?.Properties.LifecycleConfiguration.Rules).toEqual([
    expect.objectContaining({ ExpirationInDays: days }),
  ]);
});

test("tables can be restored to any second, and forget what has expired", () => {
  const tables = all("AWS::DynamoDB::GlobalTable");
  expect(tables).toHaveLength(2);
  for (const table of tables) {
    expect(table.TimeToLiveSpecification).toEqual({ AttributeName: "expiresAt", Enabled: true });
    expect(table.Replicas[0].PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled).toBe(true);
  }
});
