import type { IncomingMessage } from "node:http";

/** A value of a query key, header or cookie; one that came more than once has all its values in `multiValue`. */
export interface EdgeValue {
  readonly value: string;
  readonly multiValue?: readonly { readonly value: string }[];
}

export type EdgeValues = Readonly<Record<string, EdgeValue>>;

/** A request as a CloudFront Function sees and returns it: `uri` is the path, header names are lower-case. */
export interface EdgeRequest {
  readonly method: string;
  readonly uri: string;
  readonly querystring: EdgeValues;
  readonly headers: EdgeValues;
  readonly cookies: EdgeValues;
}

/** An answer that a CloudFront Function makes itself. */
export interface EdgeResponse {
  readonly statusCode: number;
  readonly statusDescription?: string;
  readonly headers?: EdgeValues;
  readonly body?: string | { readonly encoding: "text" | "base64"; readonly data: string };
}

/**
 * What a viewer-request function is called with.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html
 */
export interface ViewerRequestEvent {
  readonly version: "1.0";
  readonly context: {
    readonly distributionDomainName: string;
    readonly distributionId: string;
    readonly eventType: "viewer-request";
    readonly requestId: string;
  };
  readonly viewer: { readonly ip: string };
  readonly request: EdgeRequest & {
    /** The query as it came, without its `?`; `undefined` when there is no `?`. */
    rawQueryString(): string | undefined;
  };
}

/** The event for a request that arrived at the edge. */
export function viewerRequestEvent(
  request: IncomingMessage,
  ids: { distributionId: string; requestId: string },
): ViewerRequestEvent {
  const { path, query } = splitTarget(request.url ?? "/");
  return {
    version: "1.0",
    context: { ...ids, distributionDomainName: "localhost", eventType: "viewer-request" },
    viewer: { ip: request.socket.remoteAddress ?? "127.0.0.1" },
    request: {
      method: request.method ?? "GET",
      uri: path,
      querystring: gather(textPairs(query ?? "", "&")),
      headers: gather(headerPairs(request.rawHeaders)),
      cookies: gather(textPairs(request.headers.cookie ?? "", ";")),
      rawQueryString: () => query,
    },
  };
}

/**
 * The two halves of a request's target.
 *
 * @param target e.g. `/images/a?w=640`
 */
export function splitTarget(target: string): { path: string; query: string | undefined } {
  const mark = target.indexOf("?");
  if (mark < 0) return { path: target, query: undefined };
  return { path: target.slice(0, mark), query: target.slice(mark + 1) };
}

/** The target that a function's request asks for, e.g. `/images/a?w=640`. */
export function targetOf(request: EdgeRequest): string {
  const pairs = Object.entries(request.querystring).flatMap(([key, held]) =>
    (held.multiValue ?? [held]).map((each) => `${key}=${each.value}`),
  );
  return pairs.length === 0 ? request.uri : `${request.uri}?${pairs.join("&")}`;
}

type Pair = readonly [key: string, value: string];

/** Without a prototype, because `__proto__` and `constructor` arrive as keys. */
function gather(pairs: readonly Pair[]): EdgeValues {
  const values: Record<string, EdgeValue> = Object.create(null);
  for (const [key, value] of pairs) {
    const held = values[key];
    if (held === undefined) values[key] = { value };
    else values[key] = { value: held.value, multiValue: [...(held.multiValue ?? [{ value: held.value }]), { value }] };
  }
  return values;
}

function textPairs(text: string, separator: string): Pair[] {
  const parts = text.split(separator).map((part) => part.trim());
  return parts.filter((part) => part !== "").map(splitPair);
}

function splitPair(part: string): Pair {
  const equals = part.indexOf("=");
  return equals < 0 ? [part, ""] : [part.slice(0, equals), part.slice(equals + 1)];
}

/** Cookies have a place of their own in the event. */
function headerPairs(rawHeaders: readonly string[]): Pair[] {
  const pairs: Pair[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]!.toLowerCase();
    if (name !== "cookie") pairs.push([name, rawHeaders[index + 1]!]);
  }
  return pairs;
}
