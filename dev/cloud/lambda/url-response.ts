import type { ServerResponse } from "node:http";
import { PRELUDE_END, PRELUDE_TYPE, parsePrelude } from "./prelude.ts";

/** Bytes that a streamed response may have. */
const RESPONSE_BYTES = 200 * 1024 * 1024;

type Sent = (error?: Error | null) => void;

/** The function URL's side of a streamed response: takes the prelude off, answers with what it says, passes the rest on. */
export class UrlResponse {
  readonly #response: ServerResponse;
  #sizeBytes = 0;
  #head: Buffer = Buffer.alloc(0);

  constructor(response: ServerResponse) {
    this.#response = response;
  }

  /** Passes bytes on at the speed of the client; one that went away gets them for ever, as in Lambda, which never tells. */
  send(chunk: Buffer, contentType: string, sent: Sent): void {
    this.#sizeBytes += chunk.length;
    if (this.#sizeBytes > RESPONSE_BYTES) {
      this.#response.destroy();
      sent(new Error(`The response is longer than ${RESPONSE_BYTES} bytes`));
      return;
    }
    try {
      this.#pass(this.#response.headersSent ? chunk : this.#begin(chunk, contentType), sent);
    } catch (error) {
      // A prelude that is not JSON, or whose headers are not HTTP: a stream takes errors by its callback only.
      sent(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** Ends the response; bytes that should have begun with a prelude and did not are a 502. */
  end(contentType: string, ended: Sent): void {
    if (this.#head.length > 0) this.fail(502, "Internal Server Error");
    if (this.#response.destroyed || this.#response.writableEnded) {
      ended();
      return;
    }
    if (!this.#response.headersSent) {
      const isLost = contentType === PRELUDE_TYPE;
      this.#response.writeHead(200, { "content-type": isLost ? "application/octet-stream" : contentType });
    }
    this.#response.end(() => ended());
    this.#response.once("close", () => ended());
  }

  /** Answers for the function: with an error of the function URL's, or by cutting off what has begun. */
  fail(statusCode: number, message: string): void {
    if (this.#response.headersSent || this.#response.destroyed) {
      if (!this.#response.writableEnded) this.#response.destroy();
      return;
    }
    this.#response.writeHead(statusCode, { "content-type": "application/json" });
    this.#response.end(JSON.stringify({ Message: message }));
  }

  /** Sends status and headers once they are known; hands back the first bytes of the body. */
  #begin(chunk: Buffer, contentType: string): Buffer {
    if (contentType !== PRELUDE_TYPE) {
      this.#response.writeHead(200, { "content-type": contentType });
      return chunk;
    }
    this.#head = Buffer.concat([this.#head, chunk]);
    const end = this.#head.indexOf(PRELUDE_END);
    if (end < 0) return Buffer.alloc(0);
    const { statusCode, headers, cookies } = parsePrelude(this.#head.toString("utf8", 0, end));
    const body = this.#head.subarray(end + PRELUDE_END.length);
    this.#head = Buffer.alloc(0);
    this.#response.writeHead(statusCode, { ...headers, ...(cookies.length > 0 && { "set-cookie": [...cookies] }) });
    return body;
  }

  #pass(body: Buffer, sent: Sent): void {
    const response = this.#response;
    if (body.length === 0 || response.destroyed || response.write(body)) {
      sent();
      return;
    }
    const goOn = () => {
      response.off("drain", goOn);
      response.off("close", goOn);
      sent();
    };
    response.on("drain", goOn);
    response.on("close", goOn);
  }
}
