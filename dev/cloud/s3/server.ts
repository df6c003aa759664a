import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { listen } from "../loopback-server.ts";
import type { Credentials, SignatureScope } from "../signature-v4.ts";
import { type Answer, sendAnswer } from "./answer.ts";
import type { Bucket } from "./bucket.ts";
import { Buckets } from "./buckets.ts";
import { answerPreflight, corsHeaders } from "./cors.ts";
import { errorDocument, S3Error } from "./error.ts";
import type { S3EventMessage } from "./event.ts";
import type { CreatedEventName } from "./object-version.ts";
import { findOperation } from "./operations.ts";
import { readAddress, readRequest } from "./request.ts";
import { announce, type S3Service } from "./service.ts";

/** A bucket that is there from the start. */
export interface LocalBucket {
  readonly name: string;
  readonly versioned?: boolean;
  /** Objects whose keys begin with one of these are announced to `onEvent`, e.g. `["incoming/"]`. */
  readonly eventPrefixes?: readonly string[];
  /** How they must have come to be, e.g. `["ObjectCreated:Put"]`; any way when left out. */
  readonly eventNames?: readonly CreatedEventName[];
  /** Web origins that may use the bucket, e.g. `["http://127.0.0.1:8787"]`, or `["*"]`. */
  readonly allowedOrigins?: readonly string[];
}

export interface LocalS3Options {
  /** Where everything is kept; one process at a time. */
  readonly folder: string;
  readonly buckets: readonly LocalBucket[];
  readonly credentials: Credentials;
  /** e.g. `us-east-1`, which is also what it is when left out */
  readonly region?: string;
  /** 0, or left out, takes a free one. */
  readonly port?: number;
  /** Awaited before a write is answered; an event may come twice, after a crash. */
  readonly onEvent?: (event: S3EventMessage) => Promise<void>;
  readonly now?: () => Date;
}

export interface LocalS3 {
  /** e.g. `http://127.0.0.1:41873`; buckets are in the path */
  readonly url: string;
  /** Cuts the connections and waits for what they had begun. */
  close(): Promise<void>;
}

/** Starts an S3 on this machine: the wire protocol, path-style, durable under one folder. */
export async function startS3(options: LocalS3Options): Promise<LocalS3> {
  const service = await openService(options);
  const { credentials } = options;
  const underWay = new Set<Promise<void>>();
  const answer = async (incoming: IncomingMessage, response: ServerResponse) => {
    const scope = { service: "s3", region: service.region, credentials, at: service.now() } as const;
    const answered = serve(incoming, response, service, scope);
    underWay.add(answered);
    await answered.finally(() => underWay.delete(answered));
  };
  const server = await listen(answer, options.port).catch(async (error: unknown) => {
    await service.buckets.close();
    throw error;
  });
  return {
    url: server.url,
    async close() {
      await server.close();
      await Promise.allSettled(underWay);
      await service.buckets.close();
    },
  };
}

async function openService(options: LocalS3Options): Promise<S3Service> {
  const { folder, region = "us-east-1", now = () => new Date(), onEvent } = options;
  const rules = options.buckets.map(({ name, eventPrefixes = [], eventNames = [], allowedOrigins = [] }) => {
    return { name, eventPrefixes: onEvent === undefined ? [] : eventPrefixes, eventNames, allowedOrigins };
  });
  const buckets = await Buckets.open(folder, rules, now);
  const service = { buckets, region, now, onEvent: onEvent ?? (async () => {}) };
  try {
    for (const { name, versioned } of options.buckets) {
      if (versioned && buckets.get(name).versioning === undefined) await buckets.get(name).setVersioning("Enabled");
    }
    for (const bucket of buckets.all()) await announceUnsettled(service, bucket);
  } catch (error) {
    await buckets.close();
    throw error;
  }
  return service;
}

async function announceUnsettled(service: S3Service, bucket: Bucket): Promise<void> {
  for (const [key, object] of await bucket.unsettledObjects()) await announce(service, bucket, key, object);
}

async function serve(
  incoming: IncomingMessage,
  response: ServerResponse,
  service: S3Service,
  scope: SignatureScope,
): Promise<void> {
  const requestId = randomBytes(8).toString("hex").toUpperCase();
  response.setHeader("x-amz-request-id", requestId);
  try {
    const address = readAddress(incoming.url ?? "");
    const cors = corsHeaders(service.buckets.find(address.bucketName)?.rules, incoming);
    response.setHeaders(new Map(Object.entries(cors)));
    if (incoming.method === "OPTIONS") {
      await sendAnswer(answerPreflight(incoming, cors), response);
      return;
    }
    const request = readRequest(incoming, address, scope);
    await sendAnswer(await findOperation(request)(request, service), response);
  } catch (error) {
    // What is left of the body is taken in, or the connection could carry no other request.
    incoming.resume();
    if (response.headersSent) throw error;
    await sendAnswer(refusal(error, incoming, requestId), response);
  }
}

function refusal(cause: unknown, incoming: IncomingMessage, requestId: string): Answer {
  const error = cause instanceof S3Error ? cause : new S3Error("InternalError", { cause });
  if (error.status >= 500 && error.code !== "NotImplemented")
    console.error("s3:", incoming.method, incoming.url, cause);
  const body = errorDocument(error, incoming.url?.split("?")[0] ?? "", requestId);
  return { status: error.status, headers: { ...error.headers, "content-type": "application/xml" }, body };
}
