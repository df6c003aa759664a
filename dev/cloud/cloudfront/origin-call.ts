import { type ClientRequest, request as httpRequest, type IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { type Credentials, signRequest } from "../signature-v4.ts";
import type { Origin } from "./distribution.ts";
import { endToEnd, fieldText, type HeaderFields } from "./header-fields.ts";
import { createPatience, type Patience } from "./patience.ts";

/** Why an origin gave no answer. */
export class OriginFailure extends Error {
  readonly code: "origin-unreachable" | "origin-timeout";

  constructor(code: OriginFailure["code"], options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}

/** What an origin is asked; `target` is path and query. */
export interface OriginCall {
  readonly method: string;
  readonly target: string;
  readonly headers: HeaderFields;
  readonly body?: Readable;
  /** Ends the call, e.g. because the viewer has left. */
  readonly signal?: AbortSignal;
}

/** An origin's answer whose body is still to come; its headers are end-to-end. */
export interface OpenAnswer {
  readonly status: number;
  readonly headers: HeaderFields;
  readonly body: IncomingMessage;
}

/** What origin access control signs with. */
export interface Signer {
  readonly credentials: Credentials;
  readonly region: string;
}

/**
 * Sends a request to an origin and waits for its answer to begin.
 *
 * An answer may begin before the request's body was sent; the rest of that body then stays unread.
 *
 * @throws OriginFailure when nothing listens, the connection breaks, or the origin is silent for too long; what the body
 *   of the answer fails with later, `originFailure` makes into one
 */
export function callOrigin(origin: Origin, call: OriginCall, signer: Signer): Promise<OpenAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = openRequest(origin, call, signer);
    const limitMs = origin.timeoutSeconds * 1000;
    const patience = createPatience(limitMs, () => outgoing.destroy(new OriginFailure("origin-timeout")));
    const stopSending = sendBody(call.body, outgoing, patience);

    outgoing.once("response", (answer) => {
      stopSending();
      answer.setTimeout(limitMs, () => answer.destroy(new OriginFailure("origin-timeout")));
      resolve({ status: answer.statusCode ?? 502, headers: endToEnd(answer.headers), body: answer });
    });
    outgoing.once("close", stopSending);
    outgoing.on("error", (error) => reject(originFailure(error)));
  });
}

/** What went wrong with an origin, as an `OriginFailure` that keeps its cause. */
export function originFailure(cause: unknown): OriginFailure {
  return cause instanceof OriginFailure ? cause : new OriginFailure("origin-unreachable", { cause });
}

function openRequest(origin: Origin, call: OriginCall, signer: Signer): ClientRequest {
  const { hostname, port, origin: address } = new URL(origin.url);
  const path = `${origin.path ?? ""}${call.target}`;
  return httpRequest({
    hostname,
    port,
    method: call.method,
    path,
    headers: { ...call.headers, ...signature(origin, call, new URL(address + path), signer), ...framing(call) },
    // A connection for each call: the origin cannot close it under the next one.
    agent: false,
    ...(call.signal === undefined ? {} : { signal: call.signal }),
  });
}

function signature(origin: Origin, call: OriginCall, url: URL, { credentials, region }: Signer): HeaderFields {
  if (origin.signFor === undefined) return {};
  const scope = { service: origin.signFor, region, credentials, at: new Date() };
  return signRequest({ method: call.method, url, headers: amazonHeaders(call.headers) }, scope);
}

/** AWS refuses requests with an `x-amz-` header that is not signed. */
function amazonHeaders(headers: HeaderFields): Record<string, string> {
  const names = Object.keys(headers).filter((name) => name.startsWith("x-amz-"));
  return Object.fromEntries(names.map((name) => [name, fieldText(headers, name) ?? ""]));
}

function framing({ body, headers }: OriginCall): HeaderFields {
  // A server that is told to close does so while an unread body still arrives, and the reset takes its answer along.
  const connection = { connection: "keep-alive" };
  if (body === undefined || headers["content-length"] !== undefined) return connection;
  return { ...connection, "transfer-encoding": "chunked" };
}

/**
 * Sends the body and is patient while the next move is the origin's.
 *
 * @returns ends both
 */
function sendBody(body: Readable | undefined, outgoing: ClientRequest, patience: Patience): () => void {
  if (body === undefined) {
    patience.start();
    outgoing.end();
    return patience.stop;
  }
  body.on("end", patience.start).on("pause", patience.start);
  outgoing.on("drain", patience.stop);
  body.pipe(outgoing);
  return () => {
    body.off("end", patience.start).off("pause", patience.start);
    body.unpipe(outgoing);
    patience.stop();
  };
}
