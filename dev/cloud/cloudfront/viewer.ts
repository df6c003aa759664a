import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { ResponseHeadersPolicy } from "./distribution.ts";
import type { EdgeAnswer } from "./edge-answer.ts";
import type { HeaderFields } from "./header-fields.ts";
import { viewerHeaders } from "./response-headers.ts";

/** One request of a viewer, and where its answer goes. */
export interface Viewer {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
}

/** Milliseconds for which the rest of an unwanted body is still taken in. */
const LINGER_MS = 2_000;

/** Sends a whole answer; without its body to HEAD, and not at all to a viewer who has left. */
export async function sendAnswer(viewer: Viewer, answer: EdgeAnswer, policy?: ResponseHeadersPolicy): Promise<void> {
  if (viewer.response.destroyed) return;
  const headers = viewerHeaders(answer.headers, { ...answer, requestId: viewer.requestId }, policy);
  const hasLength = answer.status !== 204 && answer.status !== 304;
  beginAnswer(viewer, answer.status, {
    ...headers,
    ...(hasLength ? { "content-length": String(answer.body.length) } : {}),
  });
  if (hasLength && viewer.request.method !== "HEAD") viewer.response.write(answer.body);
  await finishAnswer(viewer);
}

/** Sends the head of an answer; if the viewer is still sending its body, the connection is not used again. */
export function beginAnswer({ request, response }: Viewer, status: number, headers: HeaderFields): void {
  // Set one by one, so that who logs the answer can read them.
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (hasUnreadBody(request)) response.setHeader("connection", "close");
  response.writeHead(status);
}

/**
 * Ends an answer, once what the viewer is still sending has arrived or has taken too long.
 *
 * Closing on a viewer who still sends resets the connection, and the answer may be lost with it: RFC 9112 §9.6.
 */
export async function finishAnswer({ request, response }: Viewer): Promise<void> {
  if (hasUnreadBody(request)) await discardBody(request, response);
  response.end();
}

async function discardBody(request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.flushHeaders();
  const done = new AbortController();
  const finish = () => done.abort();
  for (const event of ["end", "close", "error"]) request.once(event, finish);
  request.resume();
  await sleep(LINGER_MS, undefined, { signal: done.signal }).catch(() => undefined);
}

function hasUnreadBody(request: IncomingMessage): boolean {
  return hasBody(request) && !request.complete && !request.destroyed;
}

/** Whether a request comes with a body. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}
