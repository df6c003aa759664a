import { pipeline } from "node:stream/promises";
import type { Behavior } from "./distribution.ts";
import { failureAnswer } from "./edge-answer.ts";
import { endToEnd, type HeaderFields, withoutFields } from "./header-fields.ts";
import { type OpenAnswer, type OriginCall, OriginFailure } from "./origin-call.ts";
import type { OriginCaller } from "./origin-group.ts";
import { viewerHeaders } from "./response-headers.ts";
import { beginAnswer, finishAnswer, hasBody, sendAnswer, type Viewer } from "./viewer.ts";

/**
 * Hands a request to the origin and its answer back, piece by piece, without keeping anything.
 *
 * Ends the origin's request when the viewer leaves, and cuts the viewer's answer when the origin's is cut.
 *
 * @param target path and query for the origin
 */
export async function relay(
  viewer: Viewer,
  behavior: Behavior,
  target: string,
  callOrigins: OriginCaller,
): Promise<void> {
  const viewerLeft = new AbortController();
  viewer.response.once("close", () => viewerLeft.abort());
  try {
    const answer = await callOrigins(behavior, callFor(viewer, behavior, target, viewerLeft.signal));
    await relayAnswer(viewer, behavior, answer);
  } catch (error) {
    if (!(error instanceof OriginFailure)) throw error;
    if (!viewerLeft.signal.aborted) await sendAnswer(viewer, failureAnswer(error), behavior.responseHeaders);
  }
}

function callFor({ request, requestId }: Viewer, behavior: Behavior, target: string, signal: AbortSignal): OriginCall {
  const own = { "x-forwarded-for": forwardedFor(request), "x-amz-cf-id": requestId };
  const call = { method: request.method ?? "GET", target, signal, headers: { ...passedOn(behavior, request), ...own } };
  return hasBody(request) ? { ...call, body: request } : call;
}

/** The server before the edge has dealt with `Expect`. Behaviors that cache tell the origin of the body and nothing else. */
function passedOn(behavior: Behavior, request: Viewer["request"]): HeaderFields {
  const headers = endToEnd(request.headers);
  if (behavior.cache === undefined) return withoutFields(headers, ["host", "expect"]);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => /^content-(length|type)$/.test(name)));
}

function forwardedFor({ headers, socket }: Viewer["request"]): string {
  const before = headers["x-forwarded-for"];
  return [...(before === undefined ? [] : [before]), socket.remoteAddress ?? "127.0.0.1"].join(", ");
}

async function relayAnswer(viewer: Viewer, behavior: Behavior, answer: OpenAnswer): Promise<void> {
  const cacheResult = answer.status >= 400 ? "Error" : "Miss";
  const delivery = { cacheResult, requestId: viewer.requestId } as const;
  beginAnswer(viewer, answer.status, viewerHeaders(answer.headers, delivery, behavior.responseHeaders));
  viewer.response.flushHeaders();
  try {
    await pipeline(answer.body, viewer.response, { end: false });
  } catch {
    // The answer has begun and cannot become another: the viewer must see that it is cut.
    viewer.response.destroy();
    return;
  }
  await finishAnswer(viewer);
}
