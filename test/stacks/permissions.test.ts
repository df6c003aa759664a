import type { Template } from "aws-cdk-lib/assertions";
import { beforeAll, expect, test } from "vitest";
import { allowedIn, type Properties, propertiesOf, synthesize } from "./synthesized.ts";

let template: Template;
beforeAll(() => {
  template = synthesize();
});

const all = (type: string) => propertiesOf(template, type);

test("no permission has a wildcard for its action", () => {
  const actions = allowedIn(template).flatMap((statement) => statement.Action);
  expect(actions.length).toBeGreaterThan(20);
  expect(actions.filter((action) => action.includes("*"))).toEqual([]);
});

test("no permission is for every resource there is", () => {
  expect(allowedIn(template).filter((statement) => [statement.Resource].flat().includes("*"))).toEqual([]);
});

test("the transformer changes variants, and reads originals", () => {
  const [policy] = all("AWS::IAM::Policy").filter((each) => /Transformer/.test(each.PolicyName));
  const onBucket = (bucket: string) =>
    policy?.PolicyDocument.Statement.filter((each: Properties) => JSON.stringify(each.Resource).includes(bucket))
      .flatMap((each: Properties) => each.Action)
      .sort();
  expect(onBucket("StorageOriginals")).toEqual(["s3:GetObject", "s3:ListBucket"]);
  expect(onBucket("StorageVariants")).toEqual(["s3:DeleteObject", "s3:GetObject", "s3:ListBucket", "s3:PutObject"]);
});

test("no function carries a policy that AWS manages", () => {
  expect(all("AWS::IAM::Role").map((role) => role.ManagedPolicyArns ?? [])).toEqual([[], [], [], []]);
});

test.each(["lambda:InvokeFunctionUrl", "lambda:InvokeFunction"])(
  "CloudFront, this distribution alone, has %s",
  (action) => {
    const granted = all("AWS::Lambda::Permission").filter(
      (each) => each.Action === action && each.Principal === "cloudfront.amazonaws.com",
    );
    expect(granted).toHaveLength(1);
    expect(JSON.stringify(granted[0]?.SourceArn)).toMatch(/distribution\/.*EdgeDistribution/);
  },
);

test("nobody reaches the transformer's URL without a signature", () => {
  const urls = all("AWS::Lambda::Url");
  expect(urls).toEqual([expect.objectContaining({ AuthType: "AWS_IAM", InvokeMode: "RESPONSE_STREAM" })]);
});
