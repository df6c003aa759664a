import { once } from "node:events";
import { Agent, createServer, type IncomingMessage, request as openRequest, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import type { LoopbackServer } from "../loopback-server.ts";
import { callName, type ServiceName, type ServiceRequest } from "./call-name.ts";
import type { FaultKind, FaultPlan } from "./fault.ts";
import { CONFLICT, EMPTY_PAGE, keptBatch, type ServiceFailure, serviceFailure } from "./service-failure.ts";

/** Milliseconds by which a slow answer is late: less than any call may take. */
const LATE_MS = 60;

/** What stands between a function and a service. */
export interface FaultProxyOptions {
  readonly service: ServiceName;
  /** e.g. `http://127.0.0.1:41873` */
  readonly target: string;
  readonly plan: FaultPlan;
}

/** A service that may be away. */
export interface FaultProxy extends LoopbackServer {
  /** Listens again where it did not. */
  comeBack(): Promise<void>;
}

interface ServiceAnswer {
  readonly status: number;
  readonly headers: readonly string[];
  readonly body: Buffer;
}

/**
 * Hands each request on to a service and its answer back, both untouched, unless the plan has something befall it.
 *
 * The host that was asked stays in the request, so that its signature holds.
 */
export async function startFaultProxy({ service, target, plan }: FaultProxyOptions): Promise<FaultProxy> {
  const agent = new Agent({ keepAlive: true });
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  // Longer than any act: an idle connection that ends would be a fault that nobody planned.
  server.keepAliveTimeout = 600_000;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url = "/", headers } = request;
    const asked = { method, target: url, headers, body: await buffer(request) };
    const invocation = headers["amz-sdk-invocation-id"]?.toString();
    response.sendDate = false;
    const kind = plan.onTry({ service, call: callName(service, asked), invocation });
    const befallen = { service, asked, response, forward: () => forward(asked, request.rawHeaders), leave };
    await BEFALL[kind ?? "none"](befallen);
  }

  const forward = (asked: ServiceRequest, rawHeaders: readonly string[]) => exchange(agent, target, asked, rawHeaders);

  function leave(): void {
    server.close();
    server.closeAllConnections();
  }

  const listen = async (port: number) => {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    // A server that listens on TCP has an AddressInfo; only pipes have text.
    return (server.address() as AddressInfo).port;
  };
  const port = await listen(0);
  return {
    url: `http://127.0.0.1:${port}`,
    async comeBack() {
      if (!server.listening) await listen(port);
    },
    async close() {
      leave();
      agent.destroy();
    },
  };
}

interface Befallen {
  readonly service: ServiceName;
  readonly asked: ServiceRequest;
  readonly response: ServerResponse;
  forward(): Promise<ServiceAnswer>;
  /** Ends every connection, and takes none. */
  leave(): void;
}

const BEFALL: Readonly<Record<FaultKind | "none", (of: Befallen) => void | Promise<void>>> = {
  none: async ({ response, forward }) => send(response, await forward()),
  reset: ({ response }) => reset(response),
  refused: ({ leave }) => leave(),
  hang: () => undefined,
  async slow({ response, forward }) {
    const answered = await forward();
    await sleep(LATE_MS);
    send(response, answered);
  },
  error: ({ service, response }) => answerWith(serviceFailure(service, "error"), response),
  throttled: ({ service, response }) => answerWith(serviceFailure(service, "throttled"), response),
  lost: loseAnswer,
  unheard: loseAnswer,
  async cut({ response, forward }) {
    const { status, headers, body } = await forward();
    if (body.length < 2) return reset(response);
    response.writeHead(status, [...headers]);
    response.write(body.subarray(0, body.length >> 1), () => reset(response));
  },
  "killed-before": ({ response }) => reset(response),
  "killed-after": loseAnswer,
  conflict: ({ response }) => answerWith(CONFLICT, response),
  kept: ({ asked, response }) => answerWith(keptBatch(asked.body.toString()), response),
  stale: ({ response }) => answerWith(EMPTY_PAGE, response),
};

function send(response: ServerResponse, { status, headers, body }: ServiceAnswer): void {
  response.writeHead(status, [...headers]);
  response.end(body);
}

function answerWith({ status, type, body }: ServiceFailure, response: ServerResponse): void {
  response.writeHead(status, { "content-type": type, "content-length": Buffer.byteLength(body) });
  response.end(response.req.method === "HEAD" ? undefined : body);
}

async function loseAnswer({ response, forward }: Befallen): Promise<void> {
  await forward();
  reset(response);
}

function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}

async function exchange(
  agent: Agent,
  target: string,
  { method, target: path, body }: ServiceRequest,
  rawHeaders: readonly string[],
): Promise<ServiceAnswer> {
  const { hostname, port } = new URL(target);
  const headers = withoutDropped(rawHeaders);
  const request = openRequest({ agent, hostname, port, method, path, headers: [...headers], setHost: false });
  request.end(body);
  const [response] = (await once(request, "response")) as [IncomingMessage];
  return {
    status: response.statusCode ?? 500,
    headers: withoutDropped(response.rawHeaders),
    body: await buffer(response),
  };
}

/**
 * Whole bodies need no `Expect`. By `Date` the SDK sets its clock; where a test has put the clock forward, Node's own is
 * still the old one.
 *
 * @see RFC 9110 §7.6.1
 */
const DROPPED = new Set(["connection", "keep-alive", "transfer-encoding", "expect", "date"]);

/** @param rawHeaders names and values by turns */
function withoutDropped(rawHeaders: readonly string[]): string[] {
  const pairs = rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [[name, rawHeaders[at + 1]!] as const] : []));
  return pairs.filter(([name]) => !DROPPED.has(name.toLowerCase())).flat();
}
