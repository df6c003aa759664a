import { Token } from "aws-cdk-lib";
import { type Config, DEFAULT_CONFIG } from "./config.ts";
import { type SettingName, shapeMistakes } from "./settings.ts";

/** What each setting is among the props of the construct: its name there, and its value. */
const PROPS: { readonly [name in SettingName]: readonly [name: string, read: (config: Config) => unknown] } = {
  TOKEN_ISSUER: ["tokens.issuer", ({ tokens }) => tokens?.issuer],
  TOKEN_AUDIENCE: ["tokens.audience", ({ tokens }) => tokens?.audience],
  TOKEN_JWKS_URL: ["tokens.jwksUrl", ({ tokens }) => tokens?.jwksUrl],
  TRUST_EMAIL: ["trustsEmail", ({ trustsEmail }) => Number(trustsEmail)],
  MAIL_FROM: ["mailFrom", ({ mailFrom }) => mailFrom],
  MAIL_IDENTITY: ["mailIdentity", ({ mailIdentity }) => mailIdentity],
  DOMAIN_NAME: ["domain.name", ({ domain }) => domain?.name],
  CERTIFICATE_ARN: ["domain.certificateArn", ({ domain }) => domain?.certificateArn],
  ALLOWED_ORIGINS: ["allowedOrigins", ({ allowedOrigins }) => allowedOrigins.join(",") || undefined],
  SIGNING_KEY_IDS: ["signingKeyIds", ({ signingKeyIds }) => signingKeyIds.join(",")],
  SIGNED_URLS: ["signedUrls", ({ signedUrls }) => signedUrls],
  // The service's own is longer than one of a deployer's may be.
  LADDER: ["ladder", ({ ladder }) => (ladder === DEFAULT_CONFIG.ladder ? undefined : ladder.join(","))],
  MAX_VARIANTS: ["maxVariants", ({ maxVariants }) => maxVariants],
  PREWARM: ["prewarm", ({ prewarm }) => prewarm],
  UPLOADS_PER_HOUR: ["uploadsPerHour", ({ uploadsPerHour }) => uploadsPerHour],
  STORED_BYTES: ["storedBytes", ({ storedBytes }) => storedBytes],
  TRANSFORMS_PER_MINUTE: ["transformsPerMinute", ({ transformsPerMinute }) => transformsPerMinute],
  TRANSFORMS_PER_DAY: ["transformsPerDay", ({ transformsPerDay }) => transformsPerDay],
  VARIANT_DAYS: ["variantDays", ({ variantDays }) => variantDays],
  DIALECTS: ["dialects", ({ dialects }) => dialects.join(",") || undefined],
  EDGE_PARAMETERS: ["edgeParameters", ({ edgeParameters }) => edgeParameters],
  TRANSFORMER_CONCURRENCY: ["transformerConcurrency", ({ transformerConcurrency }) => transformerConcurrency],
  PRICE_CLASS: ["priceClass", ({ priceClass }) => priceClass],
  ALARM_EMAIL: ["alarmEmail", ({ alarmEmail }) => alarmEmail],
  DAILY_BUDGET_USD: ["dailyBudgetUsd", ({ dailyBudgetUsd }) => dailyBudgetUsd],
  SVG: ["acceptsSvg", ({ acceptsSvg }) => (acceptsSvg ? "on" : "off")],
  DETAILED_METRICS: ["hasDetailedMetrics", ({ hasDetailedMetrics }) => (hasDetailedMetrics ? "on" : "off")],
};

/**
 * The configuration that a construct is given, with the default for whatever is absent or `undefined`, held to the rules of
 * the settings. What only the deployment knows, such as the ARN of a certificate of the same app, is taken as it is.
 *
 * @throws Error with a sentence for every mistake
 */
export function configOf(props: Partial<Config>): Config {
  const set = Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined));
  const config: Config = { ...DEFAULT_CONFIG, ...set };
  const texts = Object.entries(PROPS).flatMap(([setting, [, read]]) => {
    const value = read(config);
    return value === undefined || Token.isUnresolved(value) ? [] : [[setting, String(value)]];
  });
  const mistakes = shapeMistakes(Object.fromEntries(texts), (setting) => PROPS[setting][0]);
  if (mistakes.length > 0) throw new Error(`ImageCdn cannot be made like this:\n  ${mistakes.join("\n  ")}`);
  return config;
}
