import { beforeAll, describe, expect, test } from "vitest";
import { safetyFaults } from "./safety-rules.ts";
import { EVERYTHING, synthesize } from "./synthesized.ts";
import { type Properties, resourcesOf, type TemplateJson, theOne } from "./template.ts";

let templates: readonly TemplateJson[];
beforeAll(() => {
  templates = [synthesize(), synthesize(EVERYTHING, "prod")].map((each) => each.toJSON() as TemplateJson);
});

test("the stack is safe, with and without all that can be set", () => {
  expect(templates.flatMap(safetyFaults)).toEqual([]);
});

type Mutation = readonly [name: string, change: (template: TemplateJson) => void, fault: RegExp];

const MUTATIONS: readonly Mutation[] = [
  [
    "without the second permission of the function URL",
    (all) => removePermission(all, "lambda:InvokeFunction"),
    /its function/,
  ],
  ["without the first permission of it", (all) => removePermission(all, "lambda:InvokeFunctionUrl"), /call its URL/],
  ["whose second permission is for any call", forgetViaUrl, /its function/],
  ["whose function URL asks for no signature", openUrl, /called by anybody/],
  ["whose function anybody may invoke", letEverybodyInvoke, /invoked by anybody/],
  ["whose variants can be made public", (all) => openBucket(all, { BlockPublicPolicy: false }), /made public/],
  ["whose variants are not closed at all", (all) => openBucket(all, undefined), /made public/],
  ["whose pages everybody may read", letEverybodyRead, /everybody in/],
  ["that grants s3:*", (all) => Object.assign(firstGrant(all), { Action: "s3:*" }), /s3:\* is a wildcard/],
  [
    "that grants something on everything",
    (all) => Object.assign(firstGrant(all), { Resource: "*" }),
    /without a reason/,
  ],
  ["that grants all keys of SSM", grantAllParameters, /without a reason/],
  ["whose queue has no dead letters", forgetDeadLetters, /loses what fails/],
  ["whose distribution reads no cache tags", (all) => delete distribution(all).CacheTagConfig, /no cache tags/],
  [
    "whose distribution reads another tag",
    (all) => Object.assign(distribution(all).CacheTagConfig, { HeaderName: "tag" }),
    /no cache tags/,
  ],
  ["with Accept in the cache key", acceptInKey, /more than the path/],
  ["with the query in the cache key", queryInKey, /more than the path/],
  [
    "with the encoding in the cache key",
    (all) => Object.assign(cacheKey(all), { EnableAcceptEncodingGzip: true }),
    /more than the path/,
  ],
  ["with a signing key in a variable", showKey, /shows a secret/],
  ["with a signing key in the store's first values", storeKey, /shows a secret/],
];

describe("a stack is refused", () => {
  test.each(MUTATIONS)("%s", (_, change, fault) => {
    const broken = structuredClone(templates[0]!);
    change(broken);
    const faults = safetyFaults(broken);
    expect(faults.length).toBeGreaterThan(0);
    for (const each of faults) expect(each).toMatch(fault);
  });
});

function permissionsOfCloudFront(template: TemplateJson): [string, Properties][] {
  return resourcesOf(template, "AWS::Lambda::Permission")
    .map(([id, { Properties }]): [string, Properties] => [id, Properties])
    .filter(([, { Principal }]) => Principal === "cloudfront.amazonaws.com");
}

function removePermission(template: TemplateJson, action: string): void {
  for (const [id, { Action }] of permissionsOfCloudFront(template))
    if (Action === action) delete template.Resources[id];
}

function letEverybodyInvoke(template: TemplateJson): void {
  const [, properties] = permissionsOfCloudFront(template)[0]!;
  const id = "AnybodyMayInvoke";
  template.Resources[id] = { Type: "AWS::Lambda::Permission", Properties: { ...properties, Principal: "*" } };
}

function forgetViaUrl(template: TemplateJson): void {
  for (const [, properties] of permissionsOfCloudFront(template)) delete properties.InvokedViaFunctionUrl;
}

function openUrl(template: TemplateJson): void {
  theOne(template, "AWS::Lambda::Url").Properties.AuthType = "NONE";
}

function openBucket(template: TemplateJson, change: Properties | undefined): void {
  const { Properties: bucket } = theOne(template, "AWS::S3::Bucket", /Variants/);
  if (change === undefined) delete bucket.PublicAccessBlockConfiguration;
  else Object.assign(bucket.PublicAccessBlockConfiguration, change);
}

function letEverybodyRead(template: TemplateJson): void {
  const { Properties: policy } = theOne(template, "AWS::S3::BucketPolicy", /Pages/);
  const reading = policy.PolicyDocument.Statement.find((each: Properties) => each.Effect === "Allow");
  reading.Principal = { AWS: "*" };
}

function firstGrant(template: TemplateJson): Properties {
  return theOne(template, "AWS::IAM::Policy", /Transformer/).Properties.PolicyDocument.Statement[1];
}

function grantAllParameters(template: TemplateJson): void {
  const { Statement } = theOne(template, "AWS::IAM::Policy", /Api/).Properties.PolicyDocument;
  Statement.push({ Effect: "Allow", Action: "ssm:GetParameter", Resource: "arn:aws:ssm:us-east-1:1:parameter/*" });
}

function forgetDeadLetters(template: TemplateJson): void {
  for (const [, { Properties }] of resourcesOf(template, "AWS::SQS::Queue")) delete Properties.RedrivePolicy;
}

function distribution(template: TemplateJson): Properties {
  return theOne(template, "AWS::CloudFront::Distribution").Properties.DistributionConfig;
}

function cacheKey(template: TemplateJson): Properties {
  const { CachePolicyConfig } = theOne(template, "AWS::CloudFront::CachePolicy").Properties;
  return CachePolicyConfig.ParametersInCacheKeyAndForwardedToOrigin;
}

function acceptInKey(template: TemplateJson): void {
  cacheKey(template).HeadersConfig = { HeaderBehavior: "whitelist", Headers: ["Accept"] };
}

function queryInKey(template: TemplateJson): void {
  cacheKey(template).QueryStringsConfig = { QueryStringBehavior: "all" };
}

function showKey(template: TemplateJson): void {
  theOne(template, "AWS::Lambda::Function", /ApiFunction/).Properties.Environment.Variables.SIGNING_KEY = "k1.secret";
}

function storeKey(template: TemplateJson): void {
  const { Properties } = theOne(template, "AWS::CloudFront::KeyValueStore");
  Properties.ImportSource = { data: [{ key: "signing-key-k1", value: "secret" }] };
}
