import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import { lambdaContext } from "./lambda/context.ts";
import { countInvocations } from "./lambda/invocations.ts";
import { isOverEventLimit, payloadEvent } from "./lambda/payload-event.ts";
import { type LoopbackServer, listen } from "./loopback-server.ts";
import { readBody } from "./request-body.ts";

/** Bytes of a body that the gateway itself takes, before Lambda's smaller limit: 10 MB. */
const BODY_BYTES = 10_485_760;

/** Bytes of a handler's JSON result; the number that Lambda's own error message names. */
const RESULT_BYTES = 6_291_556;

/** Milliseconds that closing waits for invocations that still run. */
const CLOSING_MILLISECONDS = 500;

const TOO_LARGE = refusal(413, "Request Entity Too Large");
const FAILED = refusal(500, "Internal Server Error");

/** A Lambda handler behind an HTTP API: one buffered event in, one buffered result out. */
export type HttpApiHandler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

/** What stands behind the gateway. */
export interface HttpApiOptions {
  readonly handler: HttpApiHandler;
  /** under 30: Lambda ends the handler, which is a failure of it, before the gateway gives up by itself */
  readonly timeoutSeconds: number;
  /** 0 or nothing takes a free one */
  readonly port?: number;
  /** gets what Lambda would write to its log: what the handler threw, and that it took too long */
  readonly onError?: (error: unknown) => void;
}

/**
 * Serves a handler as API Gateway's HTTP API does with payload format 2.0, its limits and its own errors included.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 */
export async function startHttpApi(options: HttpApiOptions): Promise<LoopbackServer> {
  const { handler, timeoutSeconds, port, onError = console.error } = options;
  const invocations = countInvocations();

  async function resultFor(request: IncomingMessage, requestId: string): Promise<APIGatewayProxyStructuredResultV2> {
    const body = await readBody(request, BODY_BYTES);
    if (body === undefined) return TOO_LARGE;
    const event = payloadEvent(request, body, requestId);
    if (isOverEventLimit(event)) return TOO_LARGE;
    try {
      const context = lambdaContext("api", requestId, timeoutSeconds);
      return structured(await invocations.run(() => handler(event, context), timeoutSeconds));
    } catch (error) {
      onError(error);
      return FAILED;
    }
  }

  const server = await listen(async (request, response) => {
    const requestId = randomUUID();
    const result = await resultFor(request, requestId);
    try {
      write(response, result, requestId);
    } catch (error) {
      // The handler's headers are not HTTP: a malformed result, which the gateway answers as its own failure.
      onError(error);
      for (const name of response.getHeaderNames()) response.removeHeader(name);
      write(response, FAILED, requestId);
    }
  }, port);

  return {
    url: server.url,
    async close() {
      await invocations.settle(CLOSING_MILLISECONDS);
      await server.close();
    },
  };
}

/** A result without `statusCode` (types end where handlers' answers begin) is the body of a 200, in JSON. */
function structured(result: APIGatewayProxyStructuredResultV2): APIGatewayProxyStructuredResultV2 {
  const json = JSON.stringify(result) ?? "null";
  if (Buffer.byteLength(json) > RESULT_BYTES) {
    throw new RangeError(`Response payload size exceeded maximum allowed payload size (${RESULT_BYTES} bytes).`);
  }
  if (result?.statusCode !== undefined) return result;
  return { statusCode: 200, headers: { "content-type": "application/json" }, body: json };
}

function write(response: ServerResponse, result: APIGatewayProxyStructuredResultV2, requestId: string): void {
  const { statusCode = 200, headers = {}, cookies = [] } = result;
  const body = Buffer.from(result.body ?? "", result.isBase64Encoded ? "base64" : "utf8");
  response.statusCode = statusCode;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value));
  if (cookies.length > 0) response.setHeader("set-cookie", cookies);
  if (body.length > 0 && !response.hasHeader("content-type")) response.setHeader("content-type", "text/plain");
  response.removeHeader("transfer-encoding");
  const hasBody = response.req.method !== "HEAD" && statusCode !== 204 && statusCode !== 304;
  if (hasBody) response.setHeader("content-length", body.length);
  response.setHeader("apigw-requestid", requestId);
  response.end(hasBody ? body : undefined);
}

function refusal(statusCode: number, message: string): APIGatewayProxyStructuredResultV2 {
  return { statusCode, headers: { "content-type": "application/json" }, body: JSON.stringify({ message }) };
}
