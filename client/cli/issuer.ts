import * as oidc from "openid-client";
import { CommandFailure } from "./failure.ts";
import { isLoopback } from "./service-address.ts";
import { serviceConfiguration } from "./service-configuration.ts";
import type { Session } from "./session.ts";

/** An issuer and the name under which it knows the service's users. */
export type IssuerAddress = Pick<Session, "issuer" | "discoveryUrl" | "clientId">;

/** Seconds in which an issuer answers. */
const ISSUER_SECONDS = 15;

/**
 * Asks a service whom it trusts.
 *
 * @throws CommandFailure when it does not say
 */
export async function trustedIssuer(serviceUrl: string): Promise<IssuerAddress> {
  const { issuer, audience, discoveryUrl = issuer } = await serviceConfiguration(serviceUrl);
  if (typeof issuer !== "string" || typeof audience !== "string" || typeof discoveryUrl !== "string") {
    throw new CommandFailure(`${serviceUrl} does not say where to sign in; set DARKROOM_TOKEN instead.`);
  }
  return { issuer, clientId: audience, discoveryUrl };
}

/**
 * Finds out how an issuer is talked to.
 *
 * @throws CommandFailure when it cannot be reached or describes somebody else
 */
export async function openIssuer({ issuer, discoveryUrl, clientId }: IssuerAddress): Promise<oidc.Configuration> {
  const address = new URL(discoveryUrl);
  const execute = isLoopback(address) ? [oidc.allowInsecureRequests] : [];
  const options = { execute, timeout: ISSUER_SECONDS };
  const found = await issuerAnswer(issuer, oidc.discovery(address, clientId, undefined, oidc.None(), options));
  // A description that stands elsewhere is not checked against its address.
  if (found.serverMetadata().issuer === issuer) return found;
  throw new CommandFailure(`${discoveryUrl} does not describe ${issuer}.`);
}

/**
 * What an issuer answers.
 *
 * @throws CommandFailure with a sentence for every way in which it does not
 */
export async function issuerAnswer<T>(issuer: string, answer: Promise<T>): Promise<T> {
  return answer.catch((cause: unknown) => {
    if (cause instanceof CommandFailure) throw cause;
    const reason = cause instanceof Error && cause.message !== "" ? `: ${cause.message}` : "";
    throw new CommandFailure(`${issuer} did not sign you in${reason}.`, undefined, { cause });
  });
}
