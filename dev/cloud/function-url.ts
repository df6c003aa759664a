import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { finished } from "node:stream/promises";
import type { APIGatewayProxyEventV2, StreamifyHandler } from "aws-lambda";
import { lambdaContext } from "./lambda/context.ts";
import { countInvocations, TimedOut } from "./lambda/invocations.ts";
import { EVENT_BYTES, isOverEventLimit, payloadEvent } from "./lambda/payload-event.ts";
import { isStreaming, ResponseStream } from "./lambda/streaming-runtime.ts";
import { UrlResponse } from "./lambda/url-response.ts";
import { type LoopbackServer, listen } from "./loopback-server.ts";
import { readBody } from "./request-body.ts";

/** Milliseconds that closing waits for invocations that still run. */
const CLOSING_MILLISECONDS = 500;

/** A handler made by `awslambda.streamifyResponse`. */
export type StreamHandler = StreamifyHandler<APIGatewayProxyEventV2, void>;

/** What stands behind the URL. */
export interface FunctionUrlOptions {
  readonly handler: StreamHandler;
  readonly timeoutSeconds: number;
  /** invocations at once; an account's own limit is 1000, a new one's 10 */
  readonly concurrency?: number;
  /** 0 or nothing takes a free one */
  readonly port?: number;
  /** gets what Lambda would write to its log: what the handler threw, and that it took too long */
  readonly onError?: (error: unknown) => void;
}

/**
 * Serves a handler as a Lambda function URL in `RESPONSE_STREAM` mode does, its limits and its own errors included.
 *
 * An invocation ends when its response has ended and the handler's promise has settled: what the handler does after
 * its answer still counts for concurrency, for the time limit and for `close`.
 *
 * @throws when the handler is a buffered one
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html
 */
export async function startFunctionUrl(options: FunctionUrlOptions): Promise<LoopbackServer> {
  const { handler, timeoutSeconds, concurrency = 1000, port, onError = console.error } = options;
  if (!isStreaming(handler)) throw new TypeError("Wrap the handler in awslambda.streamifyResponse");
  const invocations = countInvocations();

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = randomUUID();
    response.setHeader("x-amzn-requestid", requestId);
    const answer = new UrlResponse(response);
    const body = await readBody(request, EVENT_BYTES);
    if (body === undefined) return answer.fail(413, "Request Entity Too Large");
    const event = payloadEvent(request, body, requestId);
    if (isOverEventLimit(event)) return answer.fail(413, "Request Entity Too Large");
    if (invocations.count() >= concurrency) return answer.fail(429, "Rate Exceeded.");

    const stream = new ResponseStream(answer);
    const invoke = async () => {
      const context = lambdaContext("transformer", requestId, timeoutSeconds);
      await Promise.all([handler(event, stream, context), finished(stream)]);
    };
    try {
      await invocations.run(invoke, timeoutSeconds);
    } catch (error) {
      onError(error);
      answer.fail(error instanceof TimedOut ? 504 : 502, "Internal Server Error");
      stream.destroy();
    }
  }

  const server = await listen(serve, port);
  return {
    url: server.url,
    async close() {
      await invocations.settle(CLOSING_MILLISECONDS);
      await server.close();
    },
  };
}
