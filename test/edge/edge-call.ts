import type {
  EdgeRequest,
  EdgeResponse,
  EdgeValues,
  ViewerRequestEvent,
} from "../../dev/cloud/cloudfront/edge-event.ts";
import { type EdgeFunction, loadEdgeFunction } from "../../dev/cloud/cloudfront/edge-function.ts";
import { buildEdgeFunction } from "../../stacks/build/edge-function.ts";
import type { ViewerCase } from "./cases.ts";
import { readStore } from "./key-value-store.ts";

/** One call of an edge function, as text can carry it into any engine. */
export interface EdgeCall {
  readonly method: string;
  readonly uri: string;
  readonly headers: EdgeValues;
  readonly rawQuery: string | undefined;
}

/** The call that a request for a variant causes. */
export function viewerCall({ uri, rawQuery, accept }: ViewerCase): EdgeCall {
  const [first, ...more] = accept;
  if (first === undefined) return { method: "GET", uri, headers: {}, rawQuery };
  const held = more.length === 0 ? { value: first } : { value: first, multiValue: accept.map((value) => ({ value })) };
  return { method: "GET", uri, headers: { accept: held }, rawQuery };
}

/** The call as the event that CloudFront makes of it. */
export function eventOf({ method, uri, headers, rawQuery }: EdgeCall): ViewerRequestEvent {
  return {
    version: "1.0",
    context: { distributionDomainName: "localhost", distributionId: "E", eventType: "viewer-request", requestId: "r" },
    viewer: { ip: "127.0.0.1" },
    request: { method, uri, querystring: {}, headers, cookies: {}, rawQueryString: () => rawQuery },
  };
}

/** The built bytes of an edge function, in the sandbox that the local edge runs them in. */
export async function builtFunction(entry: string): Promise<EdgeFunction> {
  const { code } = await buildEdgeFunction(entry);
  return loadEdgeFunction(code, readStore);
}

/** An answer in a line: the path that the request goes on with, or a status and a problem's code. */
export function outcomeOf(answer: EdgeRequest | EdgeResponse): string {
  if (!("statusCode" in answer)) return answer.uri;
  const text = typeof answer.body === "object" ? answer.body.data : answer.body;
  const problem: unknown = JSON.parse(text ?? "null");
  const code = typeof problem === "object" && problem !== null && "code" in problem ? problem.code : undefined;
  return `${answer.statusCode} ${code}`;
}
