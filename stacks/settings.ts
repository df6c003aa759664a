import { parseDialects } from "../lib/url/dialects/dialects.ts";
import { parseLadder } from "../lib/url/parse-ladder.ts";

/** What a value looks like, and the same in words; or what one must be that is wrong, `undefined` for one that is right. */
type Rule = readonly [RegExp, string] | ((value: string) => string | undefined);

/** The variables by which a deployer sets something. */
export const SETTINGS = {
  TOKEN_ISSUER: [/^https:\/\/\S+$/, "the https address of an OpenID Connect issuer"],
  TOKEN_AUDIENCE: [/^\S+$/, "the audience that the issuer's tokens are for"],
  TOKEN_JWKS_URL: [/^https:\/\/\S+$/, "the https address of the issuer's key set"],
  TRUST_EMAIL: [/^[01]$/, "1, where the issuer verifies e-mail addresses without saying so, or 0"],
  MAIL_FROM: [/^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/, "one address without a name, such as pictures@example.com"],
  MAIL_IDENTITY: [/^(new|existing)$/, "new, or existing where SES knows the sender or its domain already"],
  DOMAIN_NAME: [
    /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/,
    "a host name in lower case, such as images.example.com",
  ],
  CERTIFICATE_ARN: [/^arn:aws:acm:us-east-1:\d{12}:certificate\/[\w-]+$/, "the ARN of a certificate in us-east-1"],
  ALLOWED_ORIGINS: (value) =>
    value.split(",").every(isOrigin)
      ? undefined
      : "web origins without a path, with commas between, such as https://shop.example,https://www.example.com",
  SIGNING_KEY_IDS: [
    /^(?!(?:.*,)?([^,]+),(?:.*,)?\1(?:,|$))[A-Za-z0-9_-]{1,16}(,[A-Za-z0-9_-]{1,16}){0,9}$/,
    "one to ten different key ids of up to 16 of A-Z a-z 0-9 _ -, with commas between, the one that signs first",
  ],
  SIGNED_URLS: [/^(off|sizes|required)$/, "off, sizes or required"],
  LADDER: ladderMistake,
  MAX_VARIANTS: [/^[1-9]\d{0,3}$/, "a whole number from 1 to 9999"],
  UPLOADS_PER_HOUR: [/^[1-9]\d{0,8}$/, "a whole number from 1 to 999999999"],
  STORED_BYTES: [/^[1-9]\d{0,14}$/, "a whole number of bytes of up to 15 digits"],
  TRANSFORMS_PER_MINUTE: [/^[1-9]\d{0,8}$/, "a whole number from 1 to 999999999"],
  TRANSFORMS_PER_DAY: [/^(0|[1-9]\d{0,8})$/, "a whole number from 0, which makes nothing new, to 999999999"],
  PREWARM: [/^([0-9]|1[0-9]|2[0-4])$/, "a whole number from 0, which is off, to 24"],
  VARIANT_DAYS: [/^[1-9]\d{0,3}$/, "a whole number of days from 1 to 9999"],
  DIALECTS: dialectsMistake,
  EDGE_PARAMETERS: [/^(all|core)$/, "all, or core for the smaller function at the edge"],
  TRANSFORMER_CONCURRENCY: [/^[1-9]\d{0,3}$/, "a whole number from 1 to 9999"],
  PRICE_CLASS: [/^(100|200|all)$/, "100, 200 or all"],
  ALARM_EMAIL: [/^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/, "one address without a name, such as you@example.com"],
  DAILY_BUDGET_USD: [/^[1-9]\d{0,5}$/, "a whole number of US dollars from 1 to 999999"],
  SVG: [/^(on|off)$/, "on or off"],
  DETAILED_METRICS: [/^(on|off)$/, "on or off"],
} as const satisfies Record<string, Rule>;

/** The name of a setting, e.g. `MAX_VARIANTS`. */
export type SettingName = keyof typeof SETTINGS;

/** Settings as an environment has them, among variables of others. */
export type Settings = { readonly [name in SettingName]?: string | undefined };

/** Settings that make no sense without each other. */
const TOGETHER: readonly (readonly SettingName[])[] = [
  ["TOKEN_ISSUER", "TOKEN_AUDIENCE", "TOKEN_JWKS_URL"],
  ["DOMAIN_NAME", "CERTIFICATE_ARN"],
];

/** It stands in names of resources, of which some are short; Cognito's domains may not hold AWS's own names. */
const STAGE = /^(?!.*(aws|amazon|cognito))[a-z]([a-z0-9-]{0,28}[a-z0-9])?$/;

/** A setting that is there and empty is how CI systems spell one that is not. */
export function withoutEmpty(settings: Settings): Settings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== ""));
}

/** @returns a sentence for each mistake; empty when there is none */
export function mistakesIn(settings: Settings, stage: string): string[] {
  const stageMistakes = STAGE.test(stage)
    ? []
    : [
        `The stage ${JSON.stringify(stage)} must be a letter and up to 29 more of a-z 0-9 -, no dash at its end, without aws, amazon or cognito.`,
      ];
  const halves = TOGETHER.flatMap((names) => {
    const missing = names.filter((name) => settings[name] === undefined);
    const isWhole = missing.length === 0 || missing.length === names.length;
    return isWhole
      ? []
      : [
          `${listed(names)} are only of use together; ${listed(missing)} ${missing.length === 1 ? "is" : "are"} missing.`,
        ];
  });
  return [...stageMistakes, ...shapeMistakes(settings, (name) => name), ...halves, ...idleMistakes(settings)];
}

/** Settings that could do nothing beside the others, so that whoever made them expects something else. */
function idleMistakes(settings: Settings): string[] {
  const { MAIL_FROM, MAIL_IDENTITY, TRUST_EMAIL, TOKEN_ISSUER } = settings;
  const { TRANSFORMS_PER_MINUTE, TRANSFORMS_PER_DAY, DIALECTS, SIGNED_URLS } = settings;
  return [
    ...(MAIL_IDENTITY === "existing" && MAIL_FROM === undefined
      ? ["MAIL_IDENTITY=existing is only of use with MAIL_FROM, the sender that SES knows."]
      : []),
    ...(TRUST_EMAIL === "1" && TOKEN_ISSUER === undefined
      ? [
          "TRUST_EMAIL=1 is for an issuer of one's own (TOKEN_ISSUER); the stack's user pool says which addresses it verified.",
        ]
      : []),
    ...(DIALECTS !== undefined && SIGNED_URLS === "required"
      ? ["DIALECTS is of no use with SIGNED_URLS=required: URLs of other systems cannot have Darkroom's signature."]
      : []),
    ...(Number(TRANSFORMS_PER_DAY) > 0 && Number(TRANSFORMS_PER_DAY) < Number(TRANSFORMS_PER_MINUTE)
      ? ["TRANSFORMS_PER_DAY must not be less than TRANSFORMS_PER_MINUTE, which would never be reached."]
      : []),
  ];
}

/**
 * What is wrong with single values.
 *
 * @param called what the setting is called where it was made
 * @returns a sentence each, e.g. `MAX_VARIANTS must be a whole number from 1 to 9999.`
 */
export function shapeMistakes(settings: Settings, called: (name: SettingName) => string): string[] {
  return (Object.keys(SETTINGS) as SettingName[]).flatMap((name) => {
    const value = settings[name];
    const mistake = value === undefined ? undefined : mistakeOf(SETTINGS[name], value);
    return mistake === undefined ? [] : [`${called(name)} must be ${mistake}.`];
  });
}

function mistakeOf(rule: Rule, value: string): string | undefined {
  if (typeof rule === "function") return rule(value);
  const [pattern, meaning] = rule;
  return pattern.test(value) ? undefined : meaning;
}

/** As browsers write it in `Origin`: scheme, host, and a port that is not the scheme's own. */
function isOrigin(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && ["http:", "https:"].includes(url.protocol) && url.origin === text;
}

function dialectsMistake(value: string): string | undefined {
  const dialects = parseDialects(value);
  return "mistake" in dialects ? dialects.mistake : undefined;
}

function ladderMistake(value: string): string | undefined {
  const ladder = parseLadder(value);
  return "mistake" in ladder ? ladder.mistake : undefined;
}

function listed(names: readonly string[]): string {
  return names.join(" and ");
}
