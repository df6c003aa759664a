import { MAX_VARIANTS } from "../lib/limits.ts";

/**
 * What a deployer may set.
 *
 * Open: the token settings become optional once the stack makes a Cognito user pool of its own.
 */
export interface Config {
  /** Who issues the tokens that the API accepts. */
  readonly tokens: { readonly issuer: string; readonly audience: string; readonly jwksUrl: string };
  /** Sender of the mails, e.g. `pictures@example.com`; without it nobody is sent any. */
  readonly mailFrom: string | undefined;
  /** An address of one's own and its certificate, which has to be in us-east-1; without it, CloudFront's. */
  readonly domain: { readonly name: string; readonly certificateArn: string } | undefined;
  /** `kid.secret`, with which the API signs URLs; without it it signs none. */
  readonly signingKey: string | undefined;
  /** Unsigned variants that one image keeps. */
  readonly maxVariants: number;
  /** Transformers that run at the same time; without it as many as the account has, since a new one can reserve none. */
  readonly transformerConcurrency: number | undefined;
}

const SETTINGS = {
  TOKEN_ISSUER: [/^https:\/\/\S+$/, "the https address of an OpenID Connect issuer"],
  TOKEN_AUDIENCE: [/^\S+$/, "the audience that the issuer's tokens are for"],
  TOKEN_JWKS_URL: [/^https:\/\/\S+$/, "the https address of the issuer's key set"],
  MAIL_FROM: [/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/, "one address without a name, such as pictures@example.com"],
  DOMAIN_NAME: [/^([a-z0-9-]+\.)+[a-z]{2,}$/, "a host name in lower case, such as images.example.com"],
  CERTIFICATE_ARN: [/^arn:aws:acm:us-east-1:\d{12}:certificate\/[\w-]+$/, "the ARN of a certificate in us-east-1"],
  SIGNING_KEY: [
    /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{32,}$/,
    "a key id, a dot, and a secret of 32 or more of A-Z a-z 0-9 _ -",
  ],
  MAX_VARIANTS: [/^[1-9]\d{0,3}$/, "a whole number from 1 to 9999"],
  TRANSFORMER_CONCURRENCY: [/^[1-9]\d{0,3}$/, "a whole number from 1 to 9999"],
} as const satisfies Record<string, readonly [RegExp, string]>;

const REQUIRED = ["TOKEN_ISSUER", "TOKEN_AUDIENCE", "TOKEN_JWKS_URL"] as const;

type Settings = { readonly [name in keyof typeof SETTINGS]?: string | undefined };

/**
 * Reads the configuration out of environment variables, named as in `SETTINGS`; an empty one counts as absent.
 *
 * @throws Error with a sentence for every mistake, so that they can be cured in one go
 */
export function readConfig(environment: Settings): Config {
  const settings: Settings = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const mistakes = mistakesIn(settings);
  if (mistakes.length > 0) throw new Error(`Darkroom cannot be deployed like this:\n  ${mistakes.join("\n  ")}`);
  return {
    tokens: {
      issuer: settings.TOKEN_ISSUER!,
      audience: settings.TOKEN_AUDIENCE!,
      jwksUrl: settings.TOKEN_JWKS_URL!,
    },
    mailFrom: settings.MAIL_FROM,
    domain: settings.DOMAIN_NAME
      ? { name: settings.DOMAIN_NAME, certificateArn: settings.CERTIFICATE_ARN! }
      : undefined,
    signingKey: settings.SIGNING_KEY,
    maxVariants: Number(settings.MAX_VARIANTS ?? MAX_VARIANTS),
    transformerConcurrency: settings.TRANSFORMER_CONCURRENCY ? Number(settings.TRANSFORMER_CONCURRENCY) : undefined,
  };
}

function mistakesIn(settings: Settings): string[] {
  const mistakes: string[] = [];
  for (const name of REQUIRED) {
    if (settings[name] === undefined) mistakes.push(`${name} is not set; it is ${SETTINGS[name][1]}.`);
  }
  for (const [name, [pattern, meaning]] of Object.entries(SETTINGS)) {
    const value = settings[name as keyof typeof SETTINGS];
    if (value !== undefined && !pattern.test(value)) mistakes.push(`${name} must be ${meaning}.`);
  }
  if ((settings.DOMAIN_NAME === undefined) !== (settings.CERTIFICATE_ARN === undefined)) {
    mistakes.push("DOMAIN_NAME and CERTIFICATE_ARN are only of use together.");
  }
  return mistakes;
}
