import { setTimeout as sleep } from "node:timers/promises";
import * as oidc from "openid-client";
import { CommandFailure, EXIT_CODES } from "./failure.ts";
import { issuerAnswer, openIssuer } from "./issuer.ts";
import { isLoopback, serviceAddress } from "./service-address.ts";
import { readSession, type Session, writeSession } from "./session.ts";
import type { World } from "./world.ts";

/** Seconds before its end at which a token is renewed: long enough for one request. */
const RENEWAL_SECONDS = 60;

/**
 * The token that says who asks: `DARKROOM_TOKEN`, or that of `darkroom login`, renewed when it is about to end.
 *
 * @throws CommandFailure when nobody is signed in, or the session is over
 */
export async function currentToken(world: World): Promise<string> {
  if (world.environment.DARKROOM_TOKEN) return world.environment.DARKROOM_TOKEN;
  const serviceUrl = serviceAddress(world);
  const session = await readSession(world, serviceUrl);
  if (session === undefined) throw new CommandFailure(nobody(serviceUrl), EXIT_CODES.notSignedIn);
  if (secondsLeft(session.idToken) > RENEWAL_SECONDS) return session.idToken;
  const renewed = await renewedSession(session);
  await writeSession(world, serviceUrl, renewed);
  return renewed.idToken;
}

/** The same token for all requests of a command until it has to be renewed, which happens once however many wait. */
export function tokenSource(world: World): () => Promise<string> {
  let current: Promise<string> | undefined;
  return () => {
    if (current === undefined) {
      current = currentToken(world);
      void current.then((token) => sleep(lifeMs(token), undefined, { ref: false })).then(forget, forget);
    }
    return current;
  };

  function forget(): void {
    current = undefined;
  }
}

function lifeMs(token: string): number {
  // Timers hold 24 days; no token of an issuer lives that long.
  return Math.min(Math.max(secondsLeft(token) - RENEWAL_SECONDS, 1) * 1000, 2 ** 31 - 1);
}

async function renewedSession(session: Session): Promise<Session> {
  const over = "The session has ended; run darkroom login.";
  if (session.refreshToken === undefined) throw new CommandFailure(over, EXIT_CODES.notSignedIn);
  const issuer = await openIssuer(session);
  const granted = oidc.refreshTokenGrant(issuer, session.refreshToken).catch((cause: unknown) => {
    if (cause instanceof oidc.ResponseBodyError) throw new CommandFailure(over, EXIT_CODES.notSignedIn, { cause });
    throw cause;
  });
  const tokens = await issuerAnswer(session.issuer, granted);
  if (tokens.id_token === undefined) throw new CommandFailure(over, EXIT_CODES.notSignedIn);
  const refreshToken = tokens.refresh_token ?? session.refreshToken;
  return { ...session, idToken: tokens.id_token, refreshToken };
}

/** Until a token ends; what does not say is for the service to judge. */
function secondsLeft(token: string): number {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
    const isClaims = typeof claims === "object" && claims !== null && "exp" in claims && typeof claims.exp === "number";
    return isClaims ? (claims.exp as number) - Date.now() / 1000 : Number.POSITIVE_INFINITY;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

function nobody(serviceUrl: string): string {
  const sentence = "Nobody is signed in: run darkroom login, or set DARKROOM_TOKEN.";
  const local = " For npm start: export DARKROOM_TOKEN=$(npm run --silent token)";
  return isLoopback(new URL(serviceUrl)) ? `${sentence}${local}` : sentence;
}
