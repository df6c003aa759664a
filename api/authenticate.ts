import { createHash } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from "jose";
import { type Language, languageOf } from "../lib/mail/language.ts";
import { ProblemError } from "../lib/problem-error.ts";
import { CLOCK_TOLERANCE_SECONDS, EXPIRY_TOLERANCE_SECONDS } from "../lib/time.ts";

/** Who is asking. */
export interface User {
  /** 32 hex digits of SHA-256 over issuer and subject. */
  readonly owner: string;
  /** Only an address that the issuer has verified. */
  readonly email?: string;
  /** What the issuer says that they speak, where there is a translation. */
  readonly language?: Language;
}

/** The variable under which routes find the user. */
export interface WithUser {
  Variables: { user: User };
}

/** Tells a bearer token's user, or throws `token-invalid`. */
export type Authenticate = (token: string) => Promise<User>;

/** How tokens are checked. */
export interface TokenRules {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
  /** For issuers that verify addresses and do not say so. */
  readonly trustsEmail: boolean;
}

/** Signatures that an issuer's public key can prove; a shared secret cannot. */
const ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];

/** One plain address: what is more would be more than one header of a mail. */
const ADDRESS = /^[^\s@<>,;:"]+@[^\s@<>,;:"]+$/;

/** Milliseconds in which an issuer gives its keys. */
const JWKS_TIMEOUT_MS = 3_000;

/**
 * Checks ID tokens of one OIDC issuer.
 *
 * @throws ProblemError `token-invalid`, or `unavailable` while the issuer's keys cannot be had
 * @see RFC 8725
 */
export function tokenAuthenticator({ issuer, audience, jwksUrl, trustsEmail }: TokenRules): Authenticate {
  const keys = createRemoteJWKSet(new URL(jwksUrl), { timeoutDuration: JWKS_TIMEOUT_MS });
  return async (token) => {
    const payload = await verified(token, keys, issuer, audience);
    const { sub, email, email_verified: isVerified, locale } = payload;
    if (typeof sub !== "string" || sub === "") throw new ProblemError("token-invalid", "The token names no subject.");
    const owner = createHash("sha256").update(`${issuer}\n${sub}`).digest("hex").slice(0, 32);
    const isUsable =
      typeof email === "string" && ADDRESS.test(email) && (isVerified === true || isVerified === "true" || trustsEmail);
    const language = typeof locale === "string" ? languageOf([locale]) : undefined;
    return { owner, ...(isUsable && { email }), ...(language !== undefined && { language }) };
  };
}

async function verified(token: string, keys: JWTVerifyGetKey, issuer: string, audience: string): Promise<JWTPayload> {
  try {
    const requiredClaims = ["sub", "exp"];
    const rules = { issuer, audience, algorithms: ALGORITHMS, clockTolerance: CLOCK_TOLERANCE_SECONDS, requiredClaims };
    const { payload } = await jwtVerify(token, keys, rules);
    if (hasEnded(payload)) throw new errors.JWTExpired("the token has ended", payload, "exp");
    return payload;
  } catch (cause) {
    if (cause instanceof errors.JWTExpired) {
      throw new ProblemError("token-invalid", "The token has expired; sign in again.", { cause });
    }
    if (cause instanceof errors.JOSEError && !isIssuerAway(cause)) {
      throw new ProblemError("token-invalid", "The token is not one of the issuer that this service trusts.", {
        cause,
      });
    }
    throw new ProblemError("unavailable", "The issuer's keys cannot be had at the moment.", { cause });
  }
}

/** A clock that is off may have a token end early, which signing in again cures, but none may last longer for it. */
function hasEnded({ exp = 0 }: JWTPayload): boolean {
  return exp + EXPIRY_TOLERANCE_SECONDS < Date.now() / 1000;
}

/** jose says "generic" when the JWKS address answers other than 200 with JSON, and "invalid" when that holds no keys. */
function isIssuerAway(error: errors.JOSEError): boolean {
  const isWrong = error instanceof errors.JWKSInvalid || error.code === "ERR_JOSE_GENERIC";
  return isWrong || error instanceof errors.JWKSTimeout;
}

/** Lets a request on whose bearer token tells its user. */
export function requireUser(authenticate: Authenticate): MiddlewareHandler<WithUser> {
  return async (context, next) => {
    const match = /^Bearer +([\w.~+/-]+=*)$/i.exec(context.req.header("authorization") ?? "");
    if (match === null) {
      throw new ProblemError("token-missing", "Send Authorization: Bearer with an ID token of the issuer.");
    }
    context.set("user", await authenticate(match[1]!));
    await next();
  };
}
