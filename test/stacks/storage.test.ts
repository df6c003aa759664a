import { isDeepStrictEqual } from "node:util";
import type { Template } from "aws-cdk-lib/assertions";
import { beforeAll, expect, test } from "vitest";
import { type Properties, propertiesOf, synthesize } from "./synthesized.ts";

let template: Template;
beforeAll(() => {
  template = synthesize();
});

const all = (type: string) => propertiesOf(template, type);

test("no bucket can be opened to the public", () => {
  const blocks = all("AWS::S3::Bucket").map((bucket) => Object.values(bucket.PublicAccessBlockConfiguration));
  expect(blocks).toEqual([Array(4).fill(true), Array(4).fill(true)]);
});

test.each([
  ["without TLS", { Bool: { "aws:SecureTransport": "false" } }],
  ["with a TLS older than 1.2", { NumericLessThan: { "s3:TlsVersion": 1.2 } }],
])("every bucket refuses whoever comes %s", (_, condition) => {
  const refusals = all("AWS::S3::BucketPolicy")
    .flatMap((policy) => policy.PolicyDocument.Statement as Properties[])
    .filter((each) => each.Effect === "Deny" && isDeepStrictEqual(each.Condition, condition));
  expect(refusals).toHaveLength(2);
});

test("buckets and tables outlive the stack", () => {
  const kept = ["AWS::S3::Bucket", "AWS::DynamoDB::GlobalTable"].flatMap((type) =>
    Object.values(template.findResources(type)).map((resource) => resource.DeletionPolicy),
  );
  expect(kept).toEqual(["Retain", "Retain", "Retain", "Retain"]);
});

test("originals are versioned, and a browser may put to a presigned URL", () => {
  const [originals] = all("AWS::S3::Bucket").filter((bucket) => bucket.VersioningConfiguration?.Status === "Enabled");
  expect(originals?.CorsConfiguration.CorsRules[0].AllowedMethods).toEqual(["PUT"]);
});

test("what was uploaded but never admitted is gone after a day, and so are unfinished uploads", () => {
  const [originals] = all("AWS::S3::Bucket").filter((bucket) => bucket.VersioningConfiguration);
  const rules: Properties[] = originals?.LifecycleConfiguration.Rules;
  expect(rules.filter((rule) => rule.ExpirationInDays !== undefined)).toEqual([
    expect.objectContaining({ Prefix: "incoming/", ExpirationInDays: 1 }),
  ]);
  expect(rules.some((rule) => rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation === 1)).toBe(true);
});

test("variants that nobody made again are gone after 90 days", () => {
  const [variants] = all("AWS::S3::Bucket").filter((bucket) => bucket.VersioningConfiguration === undefined);
  expect(variants?.LifecycleConfiguration.Rules).toEqual([expect.objectContaining({ ExpirationInDays: 90 })]);
});

test("tables can be restored to any second, and forget what has expired", () => {
  const tables = all("AWS::DynamoDB::GlobalTable");
  expect(tables).toHaveLength(2);
  for (const table of tables) {
    expect(table.TimeToLiveSpecification).toEqual({ AttributeName: "expiresAt", Enabled: true });
    expect(table.Replicas[0].PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled).toBe(true);
  }
});
