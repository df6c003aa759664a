import { App, Lazy, Stack } from "aws-cdk-lib";
import { expect, test } from "vitest";
import { type Config, DEFAULT_CONFIG, readConfig } from "../../stacks/config.ts";
import { ImageCdn } from "../../stacks/image-cdn.ts";
import { configOf } from "../../stacks/props.ts";
import { EVERYTHING } from "./synthesized.ts";

test("a prop that is undefined is the same as none", () => {
  const props: Partial<Config> = Object.fromEntries(Object.keys(DEFAULT_CONFIG).map((name) => [name, undefined]));
  expect(configOf(props)).toEqual(DEFAULT_CONFIG);
});

test("whatever settings can say, props can", () => {
  const config = readConfig(EVERYTHING, "prod");
  expect(configOf(config)).toEqual(config);
});

test.each<[string, Partial<Config>]>([
  ["tokens.issuer", { tokens: { issuer: "issuer.example", audience: "a", jwksUrl: "https://issuer.example/keys" } }],
  ["mailFrom", { mailFrom: "Pictures <pictures@example.com>" }],
  ["domain.certificateArn", { domain: { name: "images.example.com", certificateArn: "arn:aws:acm:eu-west-1:1:x" } }],
  ["allowedOrigins", { allowedOrigins: ["https://shop.example/"] }],
  ["allowedOrigins", { allowedOrigins: ["*"] }],
  ["signingKeyIds", { signingKeyIds: ["k1", "k1"] }],
  ["ladder", { ladder: [] }],
  ["ladder", { ladder: [640, 320] }],
  ["maxVariants", { maxVariants: 0 }],
  ["maxVariants", { maxVariants: Number.NaN }],
  ["variantDays", { variantDays: 0.5 }],
  ["transformerConcurrency", { transformerConcurrency: -1 }],
  ["dailyBudgetUsd", { dailyBudgetUsd: Number.POSITIVE_INFINITY }],
])("%s is refused by its name where it is %j", (name, props) => {
  expect(() => configOf(props)).toThrow(new RegExp(`^ImageCdn cannot be made like this:\n  ${name} must be [^\n]*.$`));
});

test("the construct refuses what its props may not be, before it makes anything", () => {
  const stack = new Stack(new App(), "shop");
  expect(() => new ImageCdn(stack, "Pictures", { buildFolder: "nowhere", maxVariants: -1 })).toThrow(
    /maxVariants must/,
  );
});

test("a value that only the deployment knows is taken as it is", () => {
  const certificateArn = Lazy.string({ produce: () => "arn:aws:acm:us-east-1:123456789012:certificate/0a1b" });
  const domain = { name: "images.example.com", certificateArn };
  expect(configOf({ domain }).domain).toEqual(domain);
});
