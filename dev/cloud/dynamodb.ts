import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import dynalite from "dynalite";
import { expireItems } from "./dynamodb/expiry.ts";
import { refusalOf } from "./dynamodb/refusal.ts";
import { ensureTable, type LocalTable } from "./dynamodb/tables.ts";
import { exchangeWith, type WireResponse } from "./dynamodb/wire.ts";
import { type LoopbackServer, listen } from "./loopback-server.ts";
import { readBody } from "./request-body.ts";

/** Bytes of a request; DynamoDB's own limit. */
const REQUEST_BYTES = 16 * 1024 * 1024;

/** Milliseconds between two looks for items whose time to live has passed; the cloud takes up to days. */
const EXPIRY_MILLISECONDS = 60_000;

/** Headers that DynamoDB needs of a request, and that its caller needs of an answer. */
const REQUEST_HEADERS = ["authorization", "content-type", "x-amz-date"];
const RESPONSE_HEADERS = ["content-type", "x-amz-crc32", "x-amzn-requestid"];

/** Which tables there are, and where they keep their items. */
export interface DynamoDbOptions {
  readonly folder: string;
  readonly tables: readonly LocalTable[];
  /** milliseconds since 1970, by which items expire */
  readonly now?: () => number;
  /** 0 or nothing takes a free one */
  readonly port?: number;
  /** gets what went wrong while looking for expired items */
  readonly onError?: (error: unknown) => void;
}

/** DynamoDB on this machine. */
export interface LocalDynamoDb extends LoopbackServer {
  /** Deletes the items whose time to live has passed, now instead of within a minute; returns how many. */
  expire(): Promise<number>;
}

/**
 * Serves tables over DynamoDB's protocol: dynalite, with a front that refuses what dynalite would only pretend to do.
 *
 * @throws when the folder is in use, or holds tables with other keys
 */
export async function startDynamoDb(options: DynamoDbOptions): Promise<LocalDynamoDb> {
  const { folder, tables, now = Date.now, port, onError = console.error } = options;
  await mkdir(folder, { recursive: true });
  const store = dynalite({ path: folder, createTableMs: 0, deleteTableMs: 0 });
  await listenPrivately(store);
  const exchange = exchangeWith(store);
  const inFlight = new Set<Promise<unknown>>();

  async function track<T>(work: Promise<T>): Promise<T> {
    inFlight.add(work);
    return work.finally(() => inFlight.delete(work));
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // dynalite dies with a client that goes away in the middle of a request, so it only ever sees whole ones.
    const body = await readBody(request, REQUEST_BYTES);
    if (body === undefined) {
      response.writeHead(413).end();
      return;
    }
    const target = request.headers["x-amz-target"]?.toString() ?? "";
    const refusal = refusalOf(target.split(".").at(-1) ?? "", body);
    if (refusal !== undefined) {
      response.writeHead(400, { "content-type": "application/x-amz-json-1.0" }).end(JSON.stringify(refusal));
      return;
    }
    const headers = pick(REQUEST_HEADERS, request.headers);
    send(response, await track(exchange({ target, headers, body })));
  }

  async function expire(): Promise<number> {
    const nowSeconds = Math.floor(now() / 1000);
    const counts = await Promise.all(tables.map((table) => expireItems(exchange, table, nowSeconds)));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  try {
    for (const table of tables) await ensureTable(exchange, table);
  } catch (error) {
    await closed(store);
    throw error;
  }
  const server = await listen(answer, port);
  const timer = setInterval(() => track(expire()).catch(onError), EXPIRY_MILLISECONDS);
  timer.unref();

  return {
    url: server.url,
    expire,
    async close() {
      clearInterval(timer);
      await server.close();
      await Promise.allSettled(inFlight);
      await closed(store);
    },
  };
}

/** Nobody is told where: a server that has not listened does not close its database either. */
async function listenPrivately(store: Server): Promise<void> {
  store.listen(0, "127.0.0.1");
  await once(store, "listening");
}

function closed(store: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    store.close((error) => (error ? reject(error) : resolve()));
  });
}

function pick(names: readonly string[], headers: Readonly<Record<string, string | string[] | undefined>>) {
  return Object.fromEntries(
    names.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])]])),
  );
}

function send(response: ServerResponse, { status, headers, body }: WireResponse): void {
  response.writeHead(status, { ...pick(RESPONSE_HEADERS, headers), "content-length": body.length });
  response.end(body);
}
