import * as oidc from "openid-client";
import { type IssuerAddress, issuerAnswer, openIssuer } from "./issuer.ts";
import { openRedirectListener } from "./redirect-listener.ts";
import type { Session } from "./session.ts";

/** How somebody signs in. */
export interface SignInOptions {
  /** Where the browser comes back to; 0 takes a free port. */
  readonly port: number;
  /** Shows the issuer's page to somebody. */
  readonly show: (page: URL) => void;
  readonly signal: AbortSignal;
}

/**
 * Signs somebody in with the issuer's own page in their browser: authorization code and PKCE.
 *
 * @throws CommandFailure when the issuer refuses, or nobody comes back
 * @see RFC 8252, RFC 7636, OpenID Connect Core §3.1
 */
export async function signIn(address: IssuerAddress, { port, show, signal }: SignInOptions): Promise<Session> {
  const issuer = await openIssuer(address);
  const listener = await openRedirectListener(port);
  try {
    const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
    const expectedState = oidc.randomState();
    const expectedNonce = oidc.randomNonce();
    const page = oidc.buildAuthorizationUrl(issuer, {
      redirect_uri: listener.redirectUri,
      scope: scopeOf(issuer.serverMetadata()),
      code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: "S256",
      state: expectedState,
      nonce: expectedNonce,
    });
    show(page);
    const arrival = await listener.arrival(signal);
    const checks = { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true };
    const tokens = await issuerAnswer(address.issuer, oidc.authorizationCodeGrant(issuer, arrival, checks));
    const { id_token: idToken = "", refresh_token: refreshToken } = tokens;
    return { ...address, idToken, ...(refreshToken !== undefined && { refreshToken }) };
  } finally {
    listener.close();
  }
}

/** Cognito renews sessions unasked, others want to be asked, and refuse scopes that they do not know. */
function scopeOf({ scopes_supported: scopes = [] }: oidc.ServerMetadata): string {
  return ["openid", "email", ...scopes.filter((scope) => scope === "offline_access")].join(" ");
}
