import * as oauth from "oauth4webapi";
import type { Configuration } from "../configuration.ts";

/** What must come back as it went, kept for this tab while the issuer's page is shown. */
interface Departure {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  /** The place in the playground to go on at, e.g. `#/images/01jd3v…`. */
  readonly place: string;
}

const KEY = "darkroom-departure";

/** Milliseconds in which an issuer answers. */
const ISSUER_MS = 15_000;

/**
 * Leaves for the issuer's page: authorization code and PKCE.
 *
 * @throws Error when the issuer cannot be reached
 * @see OpenID Connect Core §3.1, RFC 7636
 */
export async function leaveForIssuer(configuration: Configuration): Promise<void> {
  const { authorization_endpoint: address } = await issuerOf(configuration);
  if (address === undefined) throw new Error("The issuer has no page to sign in at.");
  const departure: Departure = {
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    codeVerifier: oauth.generateRandomCodeVerifier(),
    place: location.hash,
  };
  sessionStorage.setItem(KEY, JSON.stringify(departure));
  const page = new URL(address);
  const query = {
    client_id: configuration.audience,
    response_type: "code",
    redirect_uri: redirectUri(),
    scope: "openid email",
    state: departure.state,
    nonce: departure.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(departure.codeVerifier),
    code_challenge_method: "S256",
  };
  for (const [name, value] of Object.entries(query)) page.searchParams.set(name, value);
  location.assign(page);
}

/**
 * Takes what the issuer's page sent along, when the browser has just come back from it.
 *
 * @returns an ID token, or `undefined` when nobody comes from there
 * @throws Error when the issuer refused, or what came back is not what left
 */
export async function arriveFromIssuer(configuration: Configuration): Promise<string | undefined> {
  const arrival = new URL(location.href);
  const kept = sessionStorage.getItem(KEY);
  if (kept === null || !arrival.searchParams.has("state")) return undefined;
  sessionStorage.removeItem(KEY);
  const { state, nonce, codeVerifier, place } = JSON.parse(kept) as Departure;
  // A code is good once; nobody is to find it in the address.
  history.replaceState(null, "", `/${place}`);
  const issuer = await issuerOf(configuration);
  const client: oauth.Client = { client_id: configuration.audience };
  const parameters = oauth.validateAuthResponse(issuer, client, arrival, state);
  const answer = await oauth.authorizationCodeGrantRequest(
    issuer,
    client,
    oauth.None(),
    parameters,
    redirectUri(),
    codeVerifier,
    requestOptions(),
  );
  const checks = { expectedNonce: nonce, requireIdToken: true };
  const { id_token: token } = await oauth.processAuthorizationCodeResponse(issuer, client, answer, checks);
  return token;
}

async function issuerOf(configuration: Configuration): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(configuration.issuer);
  const options = requestOptions();
  const { discoveryUrl } = configuration;
  const answer =
    discoveryUrl === undefined
      ? await oauth.discoveryRequest(issuer, { ...options, algorithm: "oidc" })
      : await fetch(discoveryUrl, { signal: AbortSignal.timeout(ISSUER_MS) });
  return oauth.processDiscoveryResponse(issuer, answer);
}

/** Only the page of one's own machine does without https, and its issuer with it. */
function requestOptions() {
  return {
    signal: () => AbortSignal.timeout(ISSUER_MS),
    [oauth.allowInsecureRequests]: location.protocol === "http:",
  };
}

/** Issuers compare it letter by letter with what they were told. */
function redirectUri(): string {
  return `${location.origin}/`;
}
