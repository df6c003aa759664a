import type { Template } from "aws-cdk-lib/assertions";
import { beforeAll, expect, test } from "vitest";
import { type Properties, propertiesOf, synthesize } from "./synthesized.ts";

let template: Template;
beforeAll(() => {
  template = synthesize();
});

const all = (type: string) => propertiesOf(template, type);

test("the transformer changes variants, and reads originals, beside which it may leave mezzanines alone", () => {
  const [policy] = all("AWS::IAM::Policy").filter((each) => /Transformer/.test(each.PolicyName));
  const onBucket = (bucket: string) =>
    policy?.PolicyDocument.Statement.filter((each: Properties) => JSON.stringify(each.Resource).includes(bucket))
      .flatMap((each: Properties) => each.Action)
      .sort();
  expect(onBucket("StorageOriginals")).toEqual(["s3:GetObject", "s3:ListBucket", "s3:PutObject"]);
  const puts = policy?.PolicyDocument.Statement.filter((each: Properties) => each.Action === "s3:PutObject");
  const onOriginals = puts
    .map((each: Properties) => JSON.stringify(each.Resource))
    .filter((each: string) => /Originals/.test(each));
  expect(onOriginals).toEqual([expect.stringMatching(/"\/mezzanines\/\*"/)]);
  expect(onBucket("StorageVariants")).toEqual(["s3:DeleteObject", "s3:GetObject", "s3:ListBucket", "s3:PutObject"]);
});

test("no function carries a policy that AWS manages", () => {
  expect(all("AWS::IAM::Role").flatMap((role) => role.ManagedPolicyArns ?? [])).toEqual([]);
});

test("the API reads the one key that it signs with, and writes none", () => {
  const policies = all("AWS::IAM::Policy").filter((each) => /ApiFunction/.test(each.PolicyName));
  const onKeys = policies
    .flatMap((each) => each.PolicyDocument.Statement as Properties[])
    .filter((each) => [each.Action].flat().some((action: string) => action.startsWith("ssm:")));
  expect(onKeys.map((each) => [each.Action, JSON.stringify(each.Resource)])).toEqual([
    ["ssm:GetParameter", expect.stringMatching(/SigningKeys\/k1"/)],
  ]);
});

test("in production nothing that the deployment runs may delete a picture", () => {
  const keeping = propertiesOf(synthesize({}, "prod"), "AWS::IAM::Policy").filter((each) =>
    /BucketContents/.test(each.PolicyName),
  );
  expect(onPictures(keeping)).toEqual(["s3:PutBucketCORS"]);
  const emptying = all("AWS::IAM::Policy").filter((each) => /BucketContents/.test(each.PolicyName));
  expect(onPictures(emptying)).toContain("s3:DeleteObjectVersion");
});

/** What policies allow on the buckets of pictures, or on what is in them. */
function onPictures(policies: readonly Properties[]): string[] {
  const statements = policies.flatMap((each) => each.PolicyDocument.Statement as Properties[]);
  const onThem = statements.filter((each) => /Storage(Originals|Variants)/.test(JSON.stringify(each.Resource)));
  return onThem.flatMap((each) => each.Action);
}
