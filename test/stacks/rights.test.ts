import { beforeAll, expect, test } from "vitest";
import { EVERYTHING, type Properties, propertiesOf, synthesize } from "./synthesized.ts";

let policies: Properties[];
beforeAll(() => {
  policies = propertiesOf(synthesize(EVERYTHING), "AWS::IAM::Policy");
});

/** What the code calls, by function: an action, and where; a call that is added there is to be added here. */
const CALLS: readonly (readonly [name: string, calls: readonly (readonly [action: string, where: RegExp])[]])[] = [
  [
    "Transformer",
    [
      ["s3:GetObject", /Originals.*\/originals\/\*/],
      ["s3:GetObject", /Originals.*\/mezzanines\/\*/],
      ["s3:PutObject", /Variants.*\/images\/\*/],
      ["s3:DeleteObject", /Variants.*\/images\/\*/],
      ["s3:ListBucket", /Variants/],
      ["s3:GetObject", /Variants.*\/images\/\*/],
      ["dynamodb:UpdateItem", /Images/],
      ["dynamodb:GetItem", /Images/],
    ],
  ],
  [
    "ApiFunction",
    [
      ["s3:PutObject", /Originals.*\/originals\/\*/],
      ["s3:PutObject", /Originals.*\/incoming\/\*/],
      ["s3:GetObject", /Originals.*\/originals\/\*/],
      ["s3:GetObject", /Originals.*\/mezzanines\/\*/],
      ["s3:PutObject", /Variants.*\/images\/\*/],
      ["s3:GetObject", /Variants.*\/images\/\*/],
      ["s3:DeleteObjectVersion", /Originals.*\/originals\/\*/],
      ["s3:DeleteObject", /Variants.*\/images\/\*/],
      ["dynamodb:PutItem", /Images/],
      ["dynamodb:GetItem", /Images/],
      ["dynamodb:UpdateItem", /Images/],
      ["dynamodb:Query", /index\/byOwner/],
      ["dynamodb:PutItem", /Users/],
      ["dynamodb:GetItem", /Users/],
      ["dynamodb:UpdateItem", /Users/],
      ["dynamodb:DeleteItem", /Users/],
      ["sqs:SendMessage", /Queue/],
      ["cloudfront:CreateInvalidation", /distribution/],
      ["ssm:GetParameter", /SigningKeys/],
    ],
  ],
  [
    "WorkerFunction",
    [
      ["s3:GetObject", /Originals.*\/incoming\/\*/],
      ["s3:GetObject", /Originals.*\/originals\/\*/],
      ["s3:PutObject", /Originals.*\/originals\/\*/],
      ["s3:PutObject", /Originals.*\/mezzanines\/\*/],
      ["s3:DeleteObjectVersion", /Originals.*\/incoming\/\*/],
      ["s3:PutObject", /Variants.*\/images\/\*/],
      ["s3:GetObject", /Variants.*\/images\/\*/],
      ["dynamodb:UpdateItem", /Images/],
      ["dynamodb:GetItem", /Users/],
      ["dynamodb:UpdateItem", /Users/],
      ["sqs:SendMessage", /Queue/],
      ["cloudfront:CreateInvalidation", /distribution/],
      ["ses:SendRawEmail", /identity/],
    ],
  ],
  [
    "SweeperFunction",
    [
      ["s3:GetObject", /Originals.*\/originals\/\*/],
      ["s3:ListBucketVersions", /Originals/],
      ["s3:DeleteObjectVersion", /Originals.*\/originals\/\*/],
      ["s3:ListBucket", /Variants/],
      ["s3:DeleteObject", /Variants.*\/images\/\*/],
      ["dynamodb:Query", /Images.*index\/byChore/],
      ["dynamodb:Query", /Images.*index\/byOwner/],
      ["dynamodb:Query", /Users.*index\/byChore/],
      ["dynamodb:UpdateItem", /Images/],
      ["dynamodb:DeleteItem", /Images/],
      ["dynamodb:GetItem", /Users/],
      ["dynamodb:UpdateItem", /Users/],
      ["sqs:SendMessage", /Queue/],
      ["cloudfront:CreateInvalidation", /distribution/],
    ],
  ],
];

const cases = CALLS.flatMap(([name, calls]) => calls.map(([action, where]) => ({ name, action, where })));

test.each(cases)("$name may $action on $where", ({ name, action, where }) => {
  const statements = policies
    .filter((policy) => policy.PolicyName.includes(name))
    .flatMap((policy) => policy.PolicyDocument.Statement as Properties[]);
  const resources = statements
    .filter((each) => [each.Action].flat().includes(action))
    .flatMap((each) => [each.Resource].flat().map((resource: unknown) => JSON.stringify(resource)));
  expect(resources.some((resource: string) => where.test(resource))).toBe(true);
});
