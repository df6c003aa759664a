import { timeLimit } from "../lib/time-limit.ts";
import { DarkroomError, errorOf } from "./darkroom-error.ts";
import { withoutSlash } from "./image-url.ts";

/** A service and who asks it. */
export interface Service {
  /** e.g. `https://img.example.com` */
  readonly url: string;
  /** An ID token of the issuer that the service trusts, or what gets one, asked before every request. */
  readonly token?: string | (() => string | Promise<string>) | undefined;
}

/** One request to the API. */
export interface Ask {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/** Milliseconds in which the API answers; Lambda gives up before. */
const ANSWER_MS = 40_000;

/**
 * Asks the API.
 *
 * @param path e.g. `/images?limit=50`
 * @throws DarkroomError for every answer that is no success, `service-unreachable` where there was none
 */
export async function ask(
  service: Service,
  path: string,
  { method = "GET", headers, json, signal }: Ask = {},
): Promise<Response> {
  const type = json === undefined ? {} : { "content-type": "application/json" };
  const request = {
    method,
    headers: { accept: "application/json", ...type, ...headers, ...(await authorization(service)) },
    ...(json !== undefined && { body: JSON.stringify(json) }),
    signal: timeLimit(ANSWER_MS, signal),
  };
  return answered(service.url, signal, () => fetch(`${withoutSlash(service.url)}${path}`, request));
}

/**
 * Sends a request and takes a success alone.
 *
 * @param signal the caller's own: its reason is thrown as it is
 * @throws DarkroomError
 */
export async function answered(
  url: string,
  signal: AbortSignal | undefined,
  send: () => Promise<Response>,
): Promise<Response> {
  const response = await send().catch((cause: unknown) => {
    signal?.throwIfAborted();
    if (cause instanceof DarkroomError) throw cause;
    throw new DarkroomError("service-unreachable", `${new URL(url).origin} cannot be reached.`, { cause });
  });
  if (response.ok) return response;
  throw await errorOf(response);
}

/** The header that tells who asks. */
export async function authorization({ token }: Service): Promise<Record<string, string>> {
  const text = typeof token === "function" ? await token() : token;
  return text === undefined ? {} : { authorization: `Bearer ${text}` };
}
