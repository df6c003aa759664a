import { expect, test } from "vitest";
import { DEFAULT_CONFIG, readConfig, remarksOn } from "../../stacks/config.ts";
import { EVERYTHING } from "./synthesized.ts";

const ISSUER = {
  TOKEN_ISSUER: "https://issuer.example.com",
  TOKEN_AUDIENCE: "darkroom",
  TOKEN_JWKS_URL: "https://issuer.example.com/keys",
};

test("nothing has to be set", () => {
  expect(readConfig({}, "prod")).toEqual(DEFAULT_CONFIG);
});

test("everything that can be set is right together", () => {
  expect(readConfig({ ...EVERYTHING, ...ISSUER }, "prod")).toMatchObject({
    mailFrom: "pictures@example.com",
    tokens: { issuer: "https://issuer.example.com", audience: "darkroom" },
    allowedOrigins: ["https://shop.example", "https://www.example.com"],
    signingKeyIds: ["k2", "k1"],
    signedUrls: "sizes",
    ladder: [320, 640, 1280],
    transformerConcurrency: 40,
    acceptsSvg: true,
    hasDetailedMetrics: true,
  });
});

test.each(["k1,k11", "k11,k1", "a-k1,k1", "k1,k2,k1-a"])("SIGNING_KEY_IDS=%s are different keys", (ids) => {
  expect(readConfig({ SIGNING_KEY_IDS: ids }, "prod").signingKeyIds).toEqual(ids.split(","));
});

test("an empty setting is the same as none", () => {
  expect(readConfig({ MAIL_FROM: "", VARIANT_DAYS: "", TOKEN_ISSUER: "" }, "prod")).toEqual(DEFAULT_CONFIG);
});

test("only the stage prod keeps its data", () => {
  expect(["prod", "dev", "production-test"].map((stage) => readConfig({}, stage).keepsData)).toEqual([
    true,
    false,
    false,
  ]);
});

test.each([
  ["TOKEN_ISSUER", "http://issuer.example.com"],
  ["TOKEN_AUDIENCE", "two words"],
  ["TOKEN_JWKS_URL", "issuer.example.com/keys"],
  ["TRUST_EMAIL", "yes"],
  ["MAIL_FROM", "Pictures <pictures@example.com>"],
  ["MAIL_FROM", "pictures@example.com,you@example.com"],
  ["DOMAIN_NAME", "https://images.example.com"],
  ["DOMAIN_NAME", "-images.example.com"],
  ["DOMAIN_NAME", "images-.example.com"],
  ["CERTIFICATE_ARN", "arn:aws:acm:eu-central-1:123456789012:certificate/0a1b"],
  ["ALLOWED_ORIGINS", "shop.example"],
  ["ALLOWED_ORIGINS", "https://shop.example/"],
  ["ALLOWED_ORIGINS", "*"],
  ["ALLOWED_ORIGINS", "https://shop.example:65536"],
  ["ALLOWED_ORIGINS", "ftp://shop.example"],
  ["SIGNING_KEY_IDS", "k1,"],
  ["SIGNING_KEY_IDS", "a.b"],
  ["SIGNING_KEY_IDS", "k1,k1"],
  ["SIGNING_KEY_IDS", "k2,a,k1,b,k2"],
  ["MAIL_IDENTITY", "old"],
  ["EDGE_PARAMETERS", "few"],
  ["DIALECTS", "imgproxy"],
  ["DIALECTS", "imgix,imgix"],
  ["MAX_VARIANTS", "0"],
  ["MAX_VARIANTS", "1e3"],
  ["UPLOADS_PER_HOUR", "off"],
  ["STORED_BYTES", "20 GB"],
  ["TRANSFORMS_PER_MINUTE", "0"],
  ["TRANSFORMS_PER_DAY", "many"],
  ["VARIANT_DAYS", "0.5"],
  ["TRANSFORMER_CONCURRENCY", "-1"],
  ["PRICE_CLASS", "300"],
  ["ALARM_EMAIL", "nobody"],
  ["DAILY_BUDGET_USD", "ten"],
  ["DETAILED_METRICS", "true"],
  ["SIGNED_URLS", "on"],
  ["LADDER", "320;640"],
  ["LADDER", "640,320"],
  ["SIGNING_KEY_IDS", "a-key-id-that-no-url-may-name"],
])("%s=%s is refused by its name, in one sentence", (name, value) => {
  expect(() => readConfig({ ...ISSUER, ...EVERYTHING, [name]: value }, "prod")).toThrow(
    new RegExp(`^Darkroom cannot be deployed like this:\n  ${name} must be [^\n]*.$`),
  );
});

test.each(["TOKEN_ISSUER", "TOKEN_AUDIENCE", "TOKEN_JWKS_URL", "DOMAIN_NAME", "CERTIFICATE_ARN"])(
  "%s is missed where only the others of its kind are set",
  (name) => {
    expect(() => readConfig({ ...ISSUER, ...EVERYTHING, [name]: undefined }, "prod")).toThrow(`${name} is missing.`);
  },
);

test("two settings that are missing are told as two", () => {
  const mistaken = () => readConfig({ TOKEN_ISSUER: ISSUER.TOKEN_ISSUER }, "prod");
  expect(mistaken).toThrow("TOKEN_AUDIENCE and TOKEN_JWKS_URL are missing.");
});

test.each([
  ["MAIL_IDENTITY=existing", { MAIL_IDENTITY: "existing" }],
  ["TRUST_EMAIL=1", { TRUST_EMAIL: "1" }],
  ["DIALECTS", { DIALECTS: "imgix", SIGNED_URLS: "required" }],
  ["TRANSFORMS_PER_DAY", { TRANSFORMS_PER_DAY: "99", TRANSFORMS_PER_MINUTE: "100" }],
])("%s is refused where it could do nothing", (name, settings) => {
  expect(() => readConfig(settings, "prod")).toThrow(new RegExp(`\n  ${name} [^\n]*\\.$`));
});

test("a bound a day may be set without one a minute, and both may be the same", () => {
  expect(readConfig({ TRANSFORMS_PER_DAY: "99" }, "prod").transformsPerDay).toBe(99);
  expect(readConfig({ TRANSFORMS_PER_DAY: "99", TRANSFORMS_PER_MINUTE: "99" }, "prod").transformsPerMinute).toBe(99);
});

test("making is switched off by a bound of none a day, whatever may be made in a minute", () => {
  expect(readConfig({ TRANSFORMS_PER_DAY: "0", TRANSFORMS_PER_MINUTE: "99" }, "prod").transformsPerDay).toBe(0);
});

test.each(["Prod", "", "1st", "dash-", "a".repeat(31)])("a stage named %j is refused", (stage) => {
  expect(() => readConfig({}, stage)).toThrow("The stage");
});

test("every mistake is told at once", () => {
  const mistaken = () => readConfig({ MAX_VARIANTS: "many", DOMAIN_NAME: "images.example.com" }, "Prod");
  expect(mistaken).toThrow(/The stage[\s\S]*MAX_VARIANTS[\s\S]*CERTIFICATE_ARN is missing/);
});

test("that mail is off is said, and nothing when it is on", () => {
  expect(remarksOn(readConfig({}, "prod"))).toEqual([expect.stringMatching(/^MAIL_FROM is not set: mail is off/)]);
  expect(remarksOn(readConfig(EVERYTHING, "prod"))).toEqual([]);
});
