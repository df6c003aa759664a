import { EventEmitter } from "node:events";
import type { Server } from "node:http";

/** A request as it crosses the wire. */
export interface WireRequest {
  /** e.g. `DynamoDB_20120810.GetItem` */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

/** An answer as it crosses the wire. */
export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What DynamoDB wants to see before it reads a request; dynalite checks only that it is there. */
const CREDENTIALS: Readonly<Record<string, string>> = {
  authorization:
    "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
  "x-amz-date": "20260101T000000Z",
};

/** Has the store answer a request. */
export type Exchange = (request: WireRequest) => Promise<WireResponse>;

/**
 * Hands requests to dynalite as its own server would, without a connection between: they are whole already, and a second
 * way through HTTP would take more than most of its answers.
 *
 * @param store dynalite's server, whose handler is all that is asked
 */
export function exchangeWith(store: Server): Exchange {
  return ({ target, headers, body }) =>
    new Promise((resolve) => {
      const sent = { "content-type": "application/x-amz-json-1.0", ...headers, "x-amz-target": target };
      const request = Object.assign(new EventEmitter(), { method: "POST", url: "/", headers: sent });
      store.emit("request", request, responseFor(resolve));
      request.emit("data", Buffer.from(body));
      request.emit("end");
    });
}

/** What dynalite does to a response, and no more. */
function responseFor(answered: (answer: WireResponse) => void) {
  const headers: Record<string, string> = {};
  return {
    statusCode: 200,
    setHeader(name: string, value: string | number) {
      headers[name.toLowerCase()] = String(value);
    },
    end(body = "") {
      answered({ status: this.statusCode, headers, body: Buffer.from(body) });
    },
  };
}

/**
 * Calls an operation of the local DynamoDB.
 *
 * @param operation e.g. `DescribeTable`
 * @returns the operation's output; its shape is the protocol's
 * @throws WireError when it is refused
 */
export async function call<Output>(exchange: Exchange, operation: string, input: object): Promise<Output> {
  const target = `DynamoDB_20120810.${operation}`;
  const { status, body } = await exchange({ target, headers: CREDENTIALS, body: JSON.stringify(input) });
  const output: unknown = JSON.parse(body.toString());
  if (status !== 200) throw new WireError(operation, output);
  return output as Output;
}

/** An operation that was refused. */
export class WireError extends Error {
  override name = "WireError";
  /** e.g. `ResourceNotFoundException` */
  readonly type: string;

  constructor(operation: string, output: unknown) {
    super(`${operation}: ${JSON.stringify(output)}`);
    const type = typeof output === "object" && output !== null && "__type" in output ? String(output.__type) : "";
    this.type = type.replace(/^.*#/, "");
  }
}
