import { expect, test } from "vitest";
import { readConfig } from "../../stacks/config.ts";
import { SETTINGS } from "./synthesized.ts";

test("the issuer of tokens is all that has to be set", () => {
  expect(readConfig(SETTINGS)).toMatchObject({ mailFrom: undefined, domain: undefined, maxVariants: 500 });
});

test("an empty setting is the same as none", () => {
  expect(readConfig({ ...SETTINGS, MAIL_FROM: "", SIGNING_KEY: "" })).toEqual(readConfig(SETTINGS));
});

test.each([
  ["TOKEN_ISSUER", "http://issuer.example.com"],
  ["TOKEN_AUDIENCE", "two words"],
  ["TOKEN_JWKS_URL", "issuer.example.com/keys"],
  ["MAIL_FROM", "Pictures <pictures@example.com>"],
  ["DOMAIN_NAME", "https://images.example.com"],
  ["CERTIFICATE_ARN", "arn:aws:acm:eu-central-1:123456789012:certificate/0a1b"],
  ["SIGNING_KEY", "k1.short"],
  ["SIGNING_KEY", "a-secret-without-an-id-that-is-long-enough"],
  ["MAX_VARIANTS", "0"],
  ["MAX_VARIANTS", "1e3"],
  ["TRANSFORMER_CONCURRENCY", "-1"],
])("%s=%s is refused by its name", (name, value) => {
  expect(() => readConfig({ ...SETTINGS, [name]: value })).toThrow(name);
});

test("a domain needs a certificate", () => {
  expect(() => readConfig({ ...SETTINGS, DOMAIN_NAME: "images.example.com" })).toThrow(/CERTIFICATE_ARN/);
});

test("every mistake is told at once", () => {
  const message = (() => {
    try {
      readConfig({ MAX_VARIANTS: "many" });
    } catch (error) {
      return String(error);
    }
    return "";
  })();
  expect(message.match(/TOKEN_ISSUER|TOKEN_AUDIENCE|TOKEN_JWKS_URL|MAX_VARIANTS/g)).toHaveLength(4);
});
