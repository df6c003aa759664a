import { Agent, type IncomingMessage, request } from "node:http";

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

/** Milliseconds of silence after which a store on the same machine has failed. */
const PATIENCE_MS = 10_000;

/** Every request of the local service passes here, and `fetch` takes several times what this does. */
const agent = new Agent({ keepAlive: true });

/**
 * Sends one request and reads its answer whole.
 *
 * @throws when the server does not answer, or stops in the midst of it
 */
export function exchange(url: string, { target, headers, body }: WireRequest): Promise<WireResponse> {
  const sent = {
    "content-type": "application/x-amz-json-1.0",
    ...headers,
    "x-amz-target": target,
    "content-length": Buffer.byteLength(body),
  };
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: "POST", headers: sent, agent, timeout: PATIENCE_MS }, (response) => {
      wholeAnswer(response).then(resolve, reject);
    });
    asked.once("timeout", () => asked.destroy(new Error(`${url} was silent for ${PATIENCE_MS} ms.`)));
    asked.once("error", reject);
    asked.end(body);
  });
}

async function wholeAnswer(response: IncomingMessage): Promise<WireResponse> {
  const pieces: Buffer[] = [];
  for await (const piece of response) pieces.push(piece);
  const headers = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
  return { status: response.statusCode ?? 0, headers: Object.fromEntries(headers), body: Buffer.concat(pieces) };
}

/**
 * Calls an operation of the local DynamoDB.
 *
 * @param operation e.g. `DescribeTable`
 * @returns the operation's output; its shape is the protocol's
 * @throws WireError when it is refused
 */
export async function call<Output>(url: string, operation: string, input: object): Promise<Output> {
  const target = `DynamoDB_20120810.${operation}`;
  const { status, body } = await exchange(url, { target, headers: CREDENTIALS, body: JSON.stringify(input) });
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
