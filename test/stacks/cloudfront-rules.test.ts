import { beforeAll, describe, expect, test } from "vitest";
import { cloudFrontFaults } from "./cloudfront-rules.ts";
import { EVERYTHING, synthesize } from "./synthesized.ts";
import { type Properties, type TemplateJson, theOne } from "./template.ts";

let templates: readonly TemplateJson[];
beforeAll(() => {
  templates = [synthesize(), synthesize(EVERYTHING, "prod")].map((each) => each.toJSON() as TemplateJson);
});

test("CloudFront would take the distribution, with and without all that can be set", () => {
  expect(templates.flatMap(cloudFrontFaults)).toEqual([]);
});

/** A change to the distribution, by which CloudFront's refusal is known. */
type Mutation = readonly [name: string, change: (config: Properties) => void, fault: RegExp];

const MUTATIONS: readonly Mutation[] = [
  [
    "POST on the origin group",
    (config) => config.CacheBehaviors[0].AllowedMethods.push("POST"),
    /POST on an origin group/,
  ],
  ["all methods on the origin group", allowEverything, /PUT.* on an origin group/],
  ["PUT without the other writing methods", (config) => config.CacheBehaviors[1].AllowedMethods.pop(), /odd set/],
  ["an unknown target", (config) => Object.assign(config.CacheBehaviors[0], { TargetOriginId: "nobody" }), /no origin/],
  [
    "an unknown member",
    (config) => Object.assign(members(config)[1]!, { OriginId: "nobody" }),
    /unknown member nobody/,
  ],
  ["a group of one", (config) => members(config).pop(), /two members/],
  ["failover on 418", (config) => failover(config).Items.push(418), /cannot fail over on 418/],
  ["failover on nothing", (config) => Object.assign(failover(config), { Items: [], Quantity: 0 }), /miscounts/],
  ["a miscount of failover statuses", (config) => failover(config).Items.pop(), /miscounts/],
  ["a path twice", (config) => config.CacheBehaviors.push(config.CacheBehaviors[0]), /stands twice/],
  ["an origin twice", (config) => config.Origins.push(config.Origins[0]), /stands twice/],
  ["80 behaviors", addBehaviors, /behaviors are over the quota/],
  ["no cache policy", (config) => delete config.DefaultCacheBehavior.CachePolicyId, /no cache policy/],
  ["two functions for one event", twoFunctions, /two functions/],
  ["a function that is not there", strangeFunction, /which is no function/],
  ["a policy that is not there", strangePolicy, /which is no policy/],
  ["ten minutes for an answer", (config) => slowest(config), /may not be waited for/],
  ["a custom error of 418", (config) => config.CustomErrorResponses.push({ ErrorCode: 418 }), /no custom error/],
  ["a domain without a certificate", (config) => Object.assign(config, { Aliases: ["a.example"] }), /no certificate/],
];

describe("CloudFront would refuse", () => {
  test.each(MUTATIONS)("%s", (_, change, fault) => {
    const broken = structuredClone(templates[0]!);
    change(theOne(broken, "AWS::CloudFront::Distribution").Properties.DistributionConfig);
    expect(cloudFrontFaults(broken)).toContainEqual(expect.stringMatching(fault));
  });

  test.each<[string, (properties: Properties) => void, RegExp]>([
    ["a function past 10 KB", grow, /functionBytes are over/],
    ["a function of another runtime", (each) => Object.assign(each.FunctionConfig, { Runtime: "js-1.0" }), /runtime/],
    ["a function without a handler", (each) => Object.assign(each, { FunctionCode: "var a;" }), /no handler/],
    ["a function with two stores", twoStores, /more than one store/],
  ])("%s", (_, change, fault) => {
    const broken = structuredClone(templates[0]!);
    change(theOne(broken, "AWS::CloudFront::Function", /ViewerRequest/).Properties);
    expect(cloudFrontFaults(broken)).toEqual([expect.stringMatching(fault)]);
  });

  test.each([
    ["function", "AWS::CloudFront::Function", /ViewerRequest/],
    ["deployment's keys", "Custom::SigningKeys", /./],
  ])("a store that the %s does not wait for", (_, type, name) => {
    const broken = structuredClone(templates[0]!);
    delete theOne(broken, type, name).DependsOn;
    expect(cloudFrontFaults(broken)).toEqual([expect.stringMatching(/has no DependsOn on the store/)]);
  });

  test("a cache policy whose least time is longer than its longest", () => {
    const broken = structuredClone(templates[0]!);
    theOne(broken, "AWS::CloudFront::CachePolicy").Properties.CachePolicyConfig.MinTTL = 1e9;
    expect(cloudFrontFaults(broken)).toEqual([expect.stringMatching(/wrong order/)]);
  });
});

function allowEverything(config: Properties): void {
  config.CacheBehaviors[0].AllowedMethods = config.CacheBehaviors[1].AllowedMethods;
}

function members(config: Properties): Properties[] {
  return config.OriginGroups.Items[0].Members.Items;
}

function failover(config: Properties): Properties {
  return config.OriginGroups.Items[0].FailoverCriteria.StatusCodes;
}

function addBehaviors(config: Properties): void {
  for (let index = 0; index < 80; index++) {
    config.CacheBehaviors.push({ ...config.CacheBehaviors[1], PathPattern: `/more-${index}` });
  }
}

function twoFunctions({ CacheBehaviors: [images] }: Properties): void {
  images.FunctionAssociations.push(images.FunctionAssociations[0]);
}

function strangeFunction({ CacheBehaviors: [images] }: Properties): void {
  images.FunctionAssociations[0].FunctionARN = { "Fn::GetAtt": ["Nobody", "FunctionARN"] };
}

function strangePolicy({ CacheBehaviors: [images] }: Properties): void {
  images.CachePolicyId = { Ref: "Nobody" };
}

function slowest(config: Properties): void {
  config.Origins.find((origin: Properties) => origin.Id === "transformer").CustomOriginConfig.OriginReadTimeout = 600;
}

function grow(properties: Properties): void {
  properties.FunctionCode += " ".repeat(10_240);
}

function twoStores({ FunctionConfig }: Properties): void {
  FunctionConfig.KeyValueStoreAssociations.push(FunctionConfig.KeyValueStoreAssociations[0]);
}
