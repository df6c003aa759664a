import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { APIGatewayProxyEventV2 } from "aws-lambda";

/** Bytes of the JSON event that Lambda takes at most, base64 included: 6 MiB. */
export const EVENT_BYTES = 6_291_456;

/** Types whose bodies arrive as text; all others, HTML forms too, arrive as base64. */
const TEXT_TYPE = /^(?:text\/|application\/(?:json|javascript|xml)\b|application\/[^;]+\+(?:json|xml)\b)/i;

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * An HTTP request as function URLs and HTTP APIs hand it to Lambda: payload format 2.0.
 *
 * @param body all of it; empty when there is none
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function payloadEvent(request: IncomingMessage, body: Buffer, requestId: string): APIGatewayProxyEventV2 {
  const { path, query } = splitTarget(request.url ?? "/");
  const { headers, cookies } = readHeaders(request);
  const isText = TEXT_TYPE.test(headers["content-type"] ?? "") && headers["content-encoding"] === undefined;
  const domainName = (headers.host ?? "localhost").replace(/:\d+$/, "");
  const now = new Date();
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: path,
    rawQueryString: query,
    ...(cookies.length > 0 && { cookies }),
    headers,
    ...(query !== "" && { queryStringParameters: joinRepeated(new URLSearchParams(query)) }),
    requestContext: {
      accountId: "000000000000",
      apiId: "local",
      domainName,
      domainPrefix: domainName.split(".")[0] ?? domainName,
      http: {
        method: request.method ?? "GET",
        path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? "127.0.0.1",
        userAgent: headers["user-agent"] ?? "",
      },
      requestId,
      routeKey: "$default",
      stage: "$default",
      time: commonLogTime(now),
      timeEpoch: now.getTime(),
    },
    ...(body.length > 0 && { body: body.toString(isText ? "utf8" : "base64") }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

/** Whether Lambda would refuse the event for its size. */
export function isOverEventLimit(event: APIGatewayProxyEventV2): boolean {
  return Buffer.byteLength(JSON.stringify(event)) > EVENT_BYTES;
}

function splitTarget(target: string): { path: string; query: string } {
  const mark = target.indexOf("?");
  return mark < 0 ? { path: target, query: "" } : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}

function readHeaders(request: IncomingMessage): { headers: Record<string, string>; cookies: string[] } {
  const { cookie, ...others } = request.headersDistinct;
  const headers: Record<string, string> = {};
  for (const [name, values] of Object.entries(others)) {
    if (values !== undefined) headers[name] = values.join(",");
  }
  const client = request.socket.remoteAddress ?? "127.0.0.1";
  headers["x-forwarded-for"] = [headers["x-forwarded-for"], client].filter((hop) => hop !== undefined).join(", ");
  headers["x-forwarded-port"] = "443";
  headers["x-forwarded-proto"] = "https";
  headers["x-amzn-trace-id"] ??= traceId();
  const cookies = (cookie ?? []).flatMap((line) => line.split(/;\s*/)).filter((pair) => pair !== "");
  return { headers, cookies };
}

function joinRepeated(query: URLSearchParams): Record<string, string> {
  return Object.fromEntries([...new Set(query.keys())].map((key) => [key, query.getAll(key).join(",")]));
}

function traceId(): string {
  return `Root=1-${Math.floor(Date.now() / 1000).toString(16)}-${randomBytes(12).toString("hex")}`;
}

/** e.g. `12/Mar/2026:19:03:58 +0000` */
function commonLogTime(date: Date): string {
  const [day = "", clock = ""] = date.toISOString().split(/[T.]/);
  const [year, month, dayOfMonth] = day.split("-");
  return `${dayOfMonth}/${MONTHS[Number(month) - 1]}/${year}:${clock} +0000`;
}
