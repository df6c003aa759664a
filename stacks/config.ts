import {
  MAX_VARIANTS,
  PREWARM,
  STORED_BYTES,
  TRANSFORMS_PER_DAY,
  TRANSFORMS_PER_MINUTE,
  UPLOADS_PER_HOUR,
  VARIANT_DAYS,
} from "../lib/limits.ts";
import { type Dialect, parseDialects } from "../lib/url/dialects/dialects.ts";
import type { Ladder } from "../lib/url/ladder.ts";
import { parseLadder } from "../lib/url/parse-ladder.ts";
import { isSignedUrls, type SignedUrls } from "../lib/url/signed-urls.ts";
import { DEFAULT_UNSIGNED_URLS } from "../lib/url/unsigned.ts";
import { mistakesIn, type Settings, withoutEmpty } from "./settings.ts";

/** How the API tells a token that it trusts. */
export interface TokenIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
}

/** All that a deployer may set; everything has a default. */
export interface Config {
  /** Whether pictures, tables and sign-ins outlive the stack, and the stack is protected; by default those of stage `prod`. */
  readonly keepsData: boolean;
  /** Whose tokens the API accepts; without it, those of a Cognito user pool that the stack makes. */
  readonly tokens: TokenIssuer | undefined;
  /** For issuers that verify e-mail addresses and do not say so. */
  readonly trustsEmail: boolean;
  /** Sender of the mails, e.g. `pictures@example.com`; without it nobody is sent any. */
  readonly mailFrom: string | undefined;
  /** Whether SES is told of the sender, or knows it, or its domain, already and is not asked. */
  readonly mailIdentity: "new" | "existing";
  /** An address of one's own and its certificate, which has to be in us-east-1; without it, CloudFront's. */
  readonly domain: { readonly name: string; readonly certificateArn: string } | undefined;
  /** Other web origins whose pages may upload and call the API, e.g. `["https://shop.example"]`. */
  readonly allowedOrigins: readonly string[];
  /** Keys for signed URLs by their ids: the first one signs, URLs of the others are good as long as they stand here. */
  readonly signingKeyIds: readonly [string, ...string[]];
  /** Which URLs must be signed: none, those that ask for more than sizes, formats and renditions, or all. */
  readonly signedUrls: SignedUrls;
  /** Sizes in px that unsigned URLs have, e.g. `[320, 640, 1280]`. */
  readonly ladder: Ladder;
  /** Unsigned variants that one image keeps. */
  readonly maxVariants: number;
  /** Uploads of one user within an hour. */
  readonly uploadsPerHour: number;
  /** Bytes that the originals of one user may take. */
  readonly storedBytes: number;
  /** Variants that are made of each new picture because its owner's are usually asked for; 0 is off. */
  readonly prewarm: number;
  /** Variants made of one owner's images; past that, stored ones stand in. */
  readonly transformsPerMinute: number;
  readonly transformsPerDay: number;
  /** Days after which a stored variant goes, to be made again when somebody asks. */
  readonly variantDays: number;
  /** Other systems whose URLs are understood, e.g. `["imgix", "thumbor"]`; each is a CloudFront Function of its own. */
  readonly dialects: readonly Dialect[];
  /** Which parameters URLs may have: all, or those of the smaller function, should CloudFront find the whole one too slow. */
  readonly edgeParameters: "all" | "core";
  /** Transformers that run at the same time; without it as many as the account has, since a new one can reserve none. */
  readonly transformerConcurrency: number | undefined;
  /** Where in the world the edge is: `100` is North America and Europe, `200` adds Asia and Africa. */
  readonly priceClass: "100" | "200" | "all";
  /** Who is told when an alarm rings; without it nobody, until somebody subscribes to the topic. */
  readonly alarmEmail: string | undefined;
  /** US dollars that the account may spend in a day before the alarm rings. */
  readonly dailyBudgetUsd: number;
  /** Whether SVG is taken: what draws it is a process of its own, with limits on time and memory. */
  readonly acceptsSvg: boolean;
  /** CloudFront's additional metrics, among them the edge's hit ratio; about 2.40 US dollars a month. */
  readonly hasDetailedMetrics: boolean;
}

/** What holds for whatever is not set; data is kept, since that can be changed afterwards. */
export const DEFAULT_CONFIG: Config = {
  keepsData: true,
  tokens: undefined,
  trustsEmail: false,
  mailFrom: undefined,
  mailIdentity: "new",
  domain: undefined,
  allowedOrigins: [],
  signingKeyIds: ["k1"],
  ...DEFAULT_UNSIGNED_URLS,
  maxVariants: MAX_VARIANTS,
  uploadsPerHour: UPLOADS_PER_HOUR,
  storedBytes: STORED_BYTES,
  prewarm: PREWARM,
  transformsPerMinute: TRANSFORMS_PER_MINUTE,
  transformsPerDay: TRANSFORMS_PER_DAY,
  variantDays: VARIANT_DAYS,
  dialects: [],
  edgeParameters: "all",
  transformerConcurrency: undefined,
  priceClass: "all",
  alarmEmail: undefined,
  dailyBudgetUsd: 10,
  acceptsSvg: false,
  hasDetailedMetrics: false,
};

/**
 * Reads the configuration out of environment variables, named as in `SETTINGS`; an empty one counts as absent.
 *
 * @param stage e.g. `prod`, whose data is kept
 * @throws Error with a sentence for every mistake, so that they can be cured in one go
 */
export function readConfig(environment: Settings, stage: string): Config {
  const settings = withoutEmpty(environment);
  const mistakes = mistakesIn(settings, stage);
  if (mistakes.length > 0) throw new Error(`Darkroom cannot be deployed like this:\n  ${mistakes.join("\n  ")}`);
  return {
    keepsData: stage === "prod",
    tokens: tokensOf(settings),
    trustsEmail: settings.TRUST_EMAIL === "1",
    mailFrom: settings.MAIL_FROM,
    mailIdentity: settings.MAIL_IDENTITY === "existing" ? "existing" : DEFAULT_CONFIG.mailIdentity,
    domain: domainOf(settings),
    allowedOrigins: settings.ALLOWED_ORIGINS?.split(",") ?? DEFAULT_CONFIG.allowedOrigins,
    signingKeyIds: keyIdsOf(settings),
    signedUrls: signedUrlsOf(settings),
    ladder: ladderOf(settings),
    maxVariants: Number(settings.MAX_VARIANTS ?? DEFAULT_CONFIG.maxVariants),
    uploadsPerHour: Number(settings.UPLOADS_PER_HOUR ?? DEFAULT_CONFIG.uploadsPerHour),
    storedBytes: Number(settings.STORED_BYTES ?? DEFAULT_CONFIG.storedBytes),
    prewarm: Number(settings.PREWARM ?? DEFAULT_CONFIG.prewarm),
    transformsPerMinute: Number(settings.TRANSFORMS_PER_MINUTE ?? DEFAULT_CONFIG.transformsPerMinute),
    transformsPerDay: Number(settings.TRANSFORMS_PER_DAY ?? DEFAULT_CONFIG.transformsPerDay),
    variantDays: Number(settings.VARIANT_DAYS ?? DEFAULT_CONFIG.variantDays),
    dialects: dialectsOf(settings),
    edgeParameters: settings.EDGE_PARAMETERS === "core" ? "core" : DEFAULT_CONFIG.edgeParameters,
    transformerConcurrency: settings.TRANSFORMER_CONCURRENCY ? Number(settings.TRANSFORMER_CONCURRENCY) : undefined,
    priceClass: priceClassOf(settings),
    alarmEmail: settings.ALARM_EMAIL,
    dailyBudgetUsd: Number(settings.DAILY_BUDGET_USD ?? DEFAULT_CONFIG.dailyBudgetUsd),
    acceptsSvg: settings.SVG === "on",
    hasDetailedMetrics: settings.DETAILED_METRICS === "on",
  };
}

/** What a deployer may not expect of a configuration that is right; a sentence each. */
export function remarksOn(config: Config): string[] {
  return config.mailFrom === undefined ? ["MAIL_FROM is not set: mail is off, and nobody is told of an upload."] : [];
}

function tokensOf({ TOKEN_ISSUER, TOKEN_AUDIENCE, TOKEN_JWKS_URL }: Settings): TokenIssuer | undefined {
  if (!TOKEN_ISSUER || !TOKEN_AUDIENCE || !TOKEN_JWKS_URL) return undefined;
  return { issuer: TOKEN_ISSUER, audience: TOKEN_AUDIENCE, jwksUrl: TOKEN_JWKS_URL };
}

function domainOf({ DOMAIN_NAME, CERTIFICATE_ARN }: Settings): Config["domain"] {
  return DOMAIN_NAME && CERTIFICATE_ARN ? { name: DOMAIN_NAME, certificateArn: CERTIFICATE_ARN } : undefined;
}

function keyIdsOf({ SIGNING_KEY_IDS }: Settings): Config["signingKeyIds"] {
  const [first, ...others] = SIGNING_KEY_IDS?.split(",") ?? DEFAULT_CONFIG.signingKeyIds;
  return first === undefined ? DEFAULT_CONFIG.signingKeyIds : [first, ...others];
}

function signedUrlsOf({ SIGNED_URLS = "" }: Settings): SignedUrls {
  return isSignedUrls(SIGNED_URLS) ? SIGNED_URLS : DEFAULT_CONFIG.signedUrls;
}

function dialectsOf({ DIALECTS = "" }: Settings): readonly Dialect[] {
  const dialects = parseDialects(DIALECTS);
  return "mistake" in dialects ? DEFAULT_CONFIG.dialects : dialects;
}

function ladderOf({ LADDER }: Settings): Ladder {
  const ladder = LADDER ? parseLadder(LADDER) : DEFAULT_CONFIG.ladder;
  return "mistake" in ladder ? DEFAULT_CONFIG.ladder : ladder;
}

function priceClassOf({ PRICE_CLASS }: Settings): Config["priceClass"] {
  return PRICE_CLASS === "100" || PRICE_CLASS === "200" ? PRICE_CLASS : DEFAULT_CONFIG.priceClass;
}
