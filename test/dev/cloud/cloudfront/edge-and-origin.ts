import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { createCloudFront } from "../../../../dev/cloud/cloudfront/cloudfront.ts";
import type { Behavior, DistributionConfig, Origin } from "../../../../dev/cloud/cloudfront/distribution.ts";
import { listen } from "../../../../dev/cloud/loopback-server.ts";

export const CREDENTIALS = { accessKeyId: "local", secretAccessKey: "local-secret" };

/** A clock that only moves when it is told to. */
export function createClock() {
  let milliseconds = Date.parse("2026-01-01T00:00:00Z");
  return {
    now: () => milliseconds,
    passSeconds: (seconds: number) => {
      milliseconds += seconds * 1000;
    },
  };
}

/** An origin that lives as long as its test; `calls` has what it was asked. */
export async function startOrigin(answer: (request: IncomingMessage, response: ServerResponse) => unknown) {
  const calls: IncomingMessage[] = [];
  const server = await listen(async (request, response) => {
    calls.push(request);
    await answer(request, response);
  });
  onTestFinished(() => server.close());
  const origin: Origin = { id: "origin", url: server.url, timeoutSeconds: 5 };
  return { ...origin, calls };
}

/** An edge in front of origins, for as long as its test lives. */
export async function startEdge(
  behavior: Partial<Behavior> & Pick<Behavior, "origins">,
  config: Partial<DistributionConfig> = {},
) {
  const reports: unknown[] = [];
  const cloudfront = createCloudFront({
    id: "ELOCAL",
    behaviors: [{ pathPattern: "*", allowedMethods: ["GET", "HEAD", "OPTIONS"], ...behavior }],
    errorSeconds: {},
    cacheTagHeader: "x-amz-meta-cache-tag",
    credentials: CREDENTIALS,
    region: "us-east-1",
    report: (_what, error) => reports.push(error),
    ...config,
  });
  const server = await listen(cloudfront.handle);
  onTestFinished(() => server.close());
  return {
    ...cloudfront,
    reports,
    url: server.url,
    ask: (target: string, asked?: Asked) => ask(server.url, target, asked),
  };
}

/** A day by default, a year at most: long enough to be told apart. */
export const CACHED = { minSeconds: 0, defaultSeconds: 86_400, maxSeconds: 31_536_000 };

/** An edge that caches, its origin, and the clock by which it does. */
export async function startCache(
  answer: (request: IncomingMessage, response: ServerResponse) => unknown,
  config: Partial<DistributionConfig> = {},
) {
  const clock = createClock();
  const origin = await startOrigin(answer);
  const edge = await startEdge({ origins: [origin], cache: CACHED }, { now: clock.now, ...config });
  return { clock, origin, edge, ask: edge.ask, counts: edge.counts };
}

/** Answers in one go. */
export function say(response: ServerResponse, body: string, headers: Record<string, string> = {}, status = 200): void {
  response.writeHead(status, headers).end(body);
}

/** Waits until an origin was asked so many times. */
export async function untilCalled(calls: readonly unknown[], times: number): Promise<void> {
  while (calls.length < times) await sleep(2);
}

export interface Asked {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** What `X-Cache` says, without ` from cloudfront`. */
  readonly cacheResult: string;
}

/** Sends a request as it is: no client of a higher level, which would tidy up path and headers. */
export function ask(
  url: string,
  target: string,
  { method = "GET", headers = {}, body }: Asked = {},
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const outgoing = httpRequest({ hostname, port, path: target, method, headers, agent: false });
    outgoing.once("error", reject);
    outgoing.once("response", (answer) => {
      const cacheResult = String(answer.headers["x-cache"]).replace(" from cloudfront", "");
      const { statusCode: status = 0, headers } = answer;
      buffer(answer).then((bytes) => resolve({ status, headers, body: bytes.toString(), cacheResult }), reject);
    });
    outgoing.end(body);
  });
}

/** A promise that is kept by hand. */
export function createGate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
