import { Writable } from "node:stream";
import type { StreamifyHandler } from "aws-lambda";
import { PRELUDE_END, PRELUDE_TYPE } from "./prelude.ts";
import type { UrlResponse } from "./url-response.ts";

/** The mark that Lambda's runtime puts on a streaming handler. */
const STREAMING = Symbol.for("aws.lambda.runtime.handler.streaming");

type Written = (error?: Error | null) => void;

/** The stream that a streaming handler writes its response to. */
export class ResponseStream extends Writable {
  readonly #response: UrlResponse;
  #contentType = "application/octet-stream";
  #isWritten = false;
  #prelude: string | undefined;

  constructor(response: UrlResponse) {
    super();
    this.#response = response;
  }

  setContentType(contentType: string): void {
    if (this.#isWritten) throw new Error("Cannot set content-type, too late.");
    this.#contentType = contentType;
  }

  /** What `HttpResponseStream.from` does in the cloud. */
  setPrelude(prelude: Record<string, unknown>): void {
    this.setContentType(PRELUDE_TYPE);
    this.#prelude = JSON.stringify(prelude);
  }

  /**
   * As in Lambda's runtime, only `write` sends the prelude. `end(chunk)` as the first call leaves it out, which is a 502,
   * and `end()` alone loses status and headers: a handler that does so fails here as it would in the cloud.
   *
   * @see https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/issues/97
   */
  override write(chunk: unknown, encoding?: BufferEncoding | Written, callback?: Written): boolean {
    if (!this.#isWritten && this.#prelude !== undefined) {
      super.write(this.#prelude);
      super.write(PRELUDE_END);
    }
    this.#isWritten = true;
    const bytes = typeof chunk === "string" || chunk instanceof Uint8Array ? chunk : JSON.stringify(chunk);
    return typeof encoding === "string" ? super.write(bytes, encoding, callback) : super.write(bytes, encoding);
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, callback: Written): void {
    this.#response.send(chunk, this.#contentType, callback);
  }

  override _final(callback: Written): void {
    this.#response.end(this.#contentType, callback);
  }
}

/** Whether `awslambda.streamifyResponse` made this handler; Lambda takes the others as buffered ones. */
export function isStreaming(handler: object): boolean {
  return STREAMING in handler;
}

const RUNTIME = {
  streamifyResponse<Event, Result>(handler: StreamifyHandler<Event, Result>): StreamifyHandler<Event, Result> {
    return Object.assign(handler, { [STREAMING]: "response" });
  },
  HttpResponseStream: {
    from(stream: ResponseStream, prelude: Record<string, unknown>): ResponseStream {
      stream.setPrelude(prelude);
      return stream;
    },
  },
};

// Entry files call the global while they load, as in Lambda, where it is there before them. So importing this file is
// enough; the SDK may have put an `awslambda` of its own there already, for its request store.
const global: { awslambda?: object } = globalThis;
global.awslambda = Object.assign(global.awslambda ?? {}, RUNTIME);
