import { createHash, randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { readBody } from "./cloud/request-body.ts";
import type { DoorAnswer } from "./door-answer.ts";
import { type Issuer, issueRefreshToken, issueToken, readRefreshToken } from "./issuer.ts";
import { signInPage } from "./sign-in-page.ts";

/** The path under which the local issuer is talked to. */
const ISSUER_PATH = "/_local/issuer";

/** Where the local issuer describes itself: its name is no address. */
export const DISCOVERY_PATH = `${ISSUER_PATH}/.well-known/openid-configuration`;

/** Bytes of a form; ours have a few hundred. */
const FORM_BYTES = 16_384;

/** Milliseconds for which a code can be changed into tokens. */
const CODE_LIFE_MS = 60_000;

const TOKEN_SECONDS = 12 * 3600;

/** A name makes an address too. */
const NAME = /^[\w.-]{1,64}$/;

/** What a code stands for. */
interface Grant {
  readonly name: string;
  readonly query: URLSearchParams;
  readonly expiresMs: number;
}

/** What answers a request at one of the issuer's addresses. */
export type SignInDoor = (request: IncomingMessage) => Promise<DoorAnswer>;

/**
 * The local issuer's side of OpenID Connect, so that `darkroom login` and pages sign in here as they do in the cloud.
 *
 * Whoever reaches this machine's loopback address is who they say they are: it is for development.
 *
 * @param url the service's own, e.g. `http://127.0.0.1:8787`
 * @returns by method and path, e.g. `GET /_local/issuer/authorize`
 * @see OpenID Connect Core §3.1, RFC 7636, RFC 8252 §7.3
 */
export function signInDoors(issuer: Issuer, url: string): Readonly<Record<string, SignInDoor>> {
  const grants = new Map<string, Grant>();
  return {
    [`GET ${DISCOVERY_PATH}`]: async () => json(200, description(issuer, `${url}${ISSUER_PATH}`)),
    [`GET ${ISSUER_PATH}/authorize`]: async (request) => {
      const query = queryOf(request);
      const fault = faultOf(query, issuer, url);
      return fault === undefined ? page(200, signInPage(query)) : json(400, refusal("invalid_request", fault));
    },
    [`POST ${ISSUER_PATH}/authorize`]: async (request) => {
      const form = await readForm(request);
      const name = form.get("name") ?? "";
      const fault = NAME.test(name) ? faultOf(form, issuer, url) : "name must be 1 to 64 of A-Z a-z 0-9 _ . -";
      if (fault !== undefined) return json(400, refusal("invalid_request", fault));
      const code = randomUUID();
      grants.set(code, { name, query: form, expiresMs: Date.now() + CODE_LIFE_MS });
      return comeBack(form, code);
    },
    [`POST ${ISSUER_PATH}/token`]: async (request) => {
      const form = await readForm(request);
      const code = form.get("code") ?? "";
      const grant = grants.get(code);
      grants.delete(code);
      const isRefresh = form.get("grant_type") === "refresh_token";
      const name = isRefresh ? await readRefreshToken(issuer, form.get("refresh_token") ?? "") : grantedTo(grant, form);
      if (name === undefined) return json(400, refusal("invalid_grant", "Sign in again."));
      return json(200, await tokens(issuer, name, isRefresh ? null : (grant?.query.get("nonce") ?? null)));
    },
  };
}

function description({ iss, alg }: Issuer, address: string): object {
  return {
    issuer: iss,
    authorization_endpoint: `${address}/authorize`,
    token_endpoint: `${address}/token`,
    response_types_supported: ["code"],
    code_challenge_methods_supported: ["S256"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: [alg],
    scopes_supported: ["openid", "email"],
  };
}

/** Only to this machine and this service may a browser be sent back with a code. */
function faultOf(query: URLSearchParams, issuer: Issuer, url: string): string | undefined {
  const redirectUri = query.get("redirect_uri") ?? "";
  const target = URL.canParse(redirectUri) ? new URL(redirectUri) : undefined;
  const isHere = target?.protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(target.hostname);
  if (!isHere && target?.origin !== url) return "redirect_uri must be on this machine.";
  if (query.get("client_id") !== issuer.aud) return `client_id must be ${issuer.aud}.`;
  if (query.get("response_type") !== "code") return "response_type must be code.";
  if (query.get("code_challenge_method") !== "S256" || !query.get("code_challenge")) return "PKCE with S256 is needed.";
  return undefined;
}

function comeBack(form: URLSearchParams, code: string): DoorAnswer {
  const target = new URL(form.get("redirect_uri") ?? "");
  target.searchParams.set("code", code);
  const state = form.get("state");
  if (state !== null) target.searchParams.set("state", state);
  return { status: 303, type: "text/plain", body: "", headers: { location: target.href } };
}

/** @returns whom a code was given to, `undefined` unless the one who comes with it is the one who asked for it */
function grantedTo(grant: Grant | undefined, form: URLSearchParams): string | undefined {
  if (grant === undefined || grant.expiresMs < Date.now()) return undefined;
  const challenge = createHash("sha256")
    .update(form.get("code_verifier") ?? "")
    .digest("base64url");
  const isSame = ["redirect_uri", "client_id"].every((name) => form.get(name) === grant.query.get(name));
  return isSame && challenge === grant.query.get("code_challenge") ? grant.name : undefined;
}

async function tokens(issuer: Issuer, name: string, nonce: string | null): Promise<object> {
  return {
    token_type: "Bearer",
    access_token: randomUUID(),
    expires_in: TOKEN_SECONDS,
    id_token: await issueToken(issuer, name, `${name}@example.com`, nonce === null ? {} : { nonce }),
    refresh_token: await issueRefreshToken(issuer, name),
  };
}

function queryOf({ url = "" }: IncomingMessage): URLSearchParams {
  return new URL(url, "http://127.0.0.1").searchParams;
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  return new URLSearchParams((await readBody(request, FORM_BYTES))?.toString() ?? "");
}

/** @see RFC 6749 §5.2 */
function refusal(error: string, description: string): object {
  return { error, error_description: description };
}

function json(status: number, value: object): DoorAnswer {
  return { status, type: "application/json", body: JSON.stringify(value) };
}

function page(status: number, html: string): DoorAnswer {
  return { status, type: "text/html; charset=utf-8", body: html };
}
