import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { DIRECT_UPLOAD_BYTES, MAX_HEADER_BYTES, MAX_URL_BYTES, REQUEST_ARRIVAL_SECONDS } from "../lib/limits.ts";
import { PROBLEMS, type ProblemCode } from "../lib/problem.ts";
import { PROBLEM_TYPE, problemBody } from "../lib/problem-answer.ts";
import type { CloudFront } from "./cloud/cloudfront/cloudfront.ts";
import type { LocalDoors } from "./local-doors.ts";

/** A request that is over, for the log. */
export interface FinishedRequest {
  readonly method: string;
  readonly url: string;
  /** `aborted` when whoever asked left before the answer began. */
  readonly status: number | "aborted";
  /** CloudFront's own word, e.g. `Hit from cloudfront`; absent for local doors. */
  readonly cache: string | undefined;
  readonly bytes: number;
  readonly milliseconds: number;
}

/** The one address that people use. */
export interface Front {
  readonly url: string;
  /** Opens it; until then every request is asked to come again. */
  serve(doors: LocalDoors, cloudFront: CloudFront): void;
  close(): Promise<void>;
}

/** Milliseconds between two looks for requests that take too long to arrive. */
const ARRIVAL_CHECK_MS = 1_000;

/**
 * Listens where people ask, before what answers is there: the address is part of everybody's configuration.
 *
 * @param port 0 takes a free one
 * @throws Error with code EADDRINUSE when the port is taken
 */
export async function openFront(port: number, onRequest?: (request: FinishedRequest) => void): Promise<Front> {
  const open: { answer: (request: IncomingMessage, response: ServerResponse) => void } = { answer: notYet };
  const server = createServer(
    {
      maxHeaderSize: MAX_HEADER_BYTES,
      requestTimeout: REQUEST_ARRIVAL_SECONDS * 1000,
      headersTimeout: REQUEST_ARRIVAL_SECONDS * 1000,
      connectionsCheckingInterval: ARRIVAL_CHECK_MS,
    },
    (request, response) => open.answer(request, response),
  );
  server.on("checkContinue", (request: IncomingMessage, response: ServerResponse) => {
    // A body that will be refused for its length need not be sent.
    if (Number(request.headers["content-length"] ?? 0) <= DIRECT_UPLOAD_BYTES) response.writeContinue();
    open.answer(request, response);
  });
  // Whatever else somebody expects may be left unmet: RFC 9110 §10.1.1.
  server.on("checkExpectation", (request, response) => open.answer(request, response));
  server.on("clientError", answerParserError);
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serve(doors, cloudFront) {
      open.answer = (request, response) => {
        if (onRequest) report(request, response, onRequest);
        if ((request.url ?? "").length > MAX_URL_BYTES) return refuse(response, "url-too-long");
        if (!doors.handle(request, response)) void cloudFront.handle(request, response);
      };
    },
    close: () => closed(server),
  };
}

async function closed(server: Server): Promise<void> {
  const end = once(server, "close");
  server.close();
  server.closeAllConnections();
  await end;
}

function notYet(_request: IncomingMessage, response: ServerResponse): void {
  response.setHeader("retry-after", "1");
  refuse(response, "unavailable");
}

const SENTENCES: Partial<Record<ProblemCode, string>> = {
  "url-too-long": `A URL must not be over ${MAX_URL_BYTES} bytes.`,
  "headers-too-large": `Headers must not be over ${MAX_HEADER_BYTES} bytes.`,
  "request-timeout": `A request must arrive within ${REQUEST_ARRIVAL_SECONDS} s.`,
  "request-malformed": "This is not HTTP/1.1.",
  unavailable: "The service is starting.",
};

function bodyOf(code: ProblemCode): string {
  const status = PROBLEMS[code];
  return problemBody(status, STATUS_CODES[status]!, { code, detail: SENTENCES[code] ?? "" });
}

function refuse(response: ServerResponse, code: ProblemCode): void {
  response.writeHead(PROBLEMS[code], { "content-type": PROBLEM_TYPE, "cache-control": "no-store" });
  response.end(bodyOf(code));
}

/** What the parser refuses has no response object; its answer is written by hand. */
function answerParserError(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === "ECONNRESET") return void socket.destroy();
  const code = PARSER_PROBLEMS.get(error.code ?? "") ?? "request-malformed";
  const body = bodyOf(code);
  const head = [
    `HTTP/1.1 ${PROBLEMS[code]} ${STATUS_CODES[PROBLEMS[code]]}`,
    `content-type: ${PROBLEM_TYPE}`,
    `content-length: ${Buffer.byteLength(body)}`,
    "cache-control: no-store",
    "connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}

const PARSER_PROBLEMS = new Map<string, ProblemCode>([
  ["HPE_HEADER_OVERFLOW", "headers-too-large"],
  ["ERR_HTTP_REQUEST_TIMEOUT", "request-timeout"],
]);

function report(
  request: IncomingMessage,
  response: ServerResponse,
  onRequest: (request: FinishedRequest) => void,
): void {
  const began = performance.now();
  const { method = "", url = "", socket } = request;
  const writtenBefore = socket.bytesWritten;
  response.once("close", () => {
    const cache = response.getHeader("x-cache");
    onRequest({
      method,
      url,
      status: response.headersSent ? response.statusCode : "aborted",
      cache: typeof cache === "string" ? cache : undefined,
      bytes: socket.bytesWritten - writtenBefore,
      milliseconds: performance.now() - began,
    });
  });
}
