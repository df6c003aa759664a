import { STATUS_CODES } from "node:http";
import { PROBLEM_TYPE, problemBody } from "../../../lib/problem-answer.ts";
import type { EdgeResponse, EdgeValues } from "./edge-event.ts";
import type { HeaderFields } from "./header-fields.ts";
import type { OriginFailure } from "./origin-call.ts";

/** What `X-Cache` says about an answer, before ` from cloudfront`. */
export type CacheResult =
  | "Hit"
  | "RefreshHit"
  | "Miss"
  | "Error"
  | "FunctionGeneratedResponse"
  | "FunctionExecutionError";

/** A whole answer that the edge holds in memory, before it is made ready for one viewer. */
export interface EdgeAnswer {
  readonly status: number;
  readonly headers: HeaderFields;
  readonly body: Buffer;
  readonly cacheResult: CacheResult;
  /** Seconds since the origin sent it; absent when it comes straight from there. */
  readonly ageSeconds?: number;
}

/** Every failure that the edge itself answers, code → HTTP status. CloudFront's own is an HTML page of the same status. */
const EDGE_FAILURES = {
  "target-malformed": 400,
  "method-not-allowed": 403,
  "range-unsatisfiable": 416,
  "internal-error": 500,
  "origin-unreachable": 502,
  "function-failed": 503,
  "origin-timeout": 504,
} as const;

type EdgeFailureCode = keyof typeof EDGE_FAILURES;

/** An answer of the edge itself, as a problem. */
export function problemAnswer(
  code: EdgeFailureCode,
  detail: string,
  headers: HeaderFields = {},
  cacheResult: CacheResult = "Error",
): EdgeAnswer {
  const status = EDGE_FAILURES[code];
  const body = problemBody(status, STATUS_CODES[status] ?? "Error", { code, detail });
  return {
    status,
    headers: { "content-type": PROBLEM_TYPE, "cache-control": "no-store", ...headers },
    body: Buffer.from(body),
    cacheResult,
  };
}

const ORIGIN_SENTENCES: Readonly<Record<OriginFailure["code"], string>> = {
  "origin-unreachable": "The origin could not be reached.",
  "origin-timeout": "The origin did not answer in time.",
};

/** The edge's own answer when an origin gave none: 502 or 504. */
export function failureAnswer({ code }: OriginFailure): EdgeAnswer {
  return problemAnswer(code, ORIGIN_SENTENCES[code], { "retry-after": "1" });
}

/** The answer that a CloudFront Function made, as it is. */
export function functionAnswer(made: EdgeResponse): EdgeAnswer {
  return {
    status: made.statusCode,
    headers: fieldsOf(made.headers ?? {}),
    body: bodyOf(made.body),
    cacheResult: "FunctionGeneratedResponse",
  };
}

function fieldsOf(values: EdgeValues): HeaderFields {
  const fields = Object.entries(values).map(([name, { value, multiValue }]) => [
    name.toLowerCase(),
    multiValue === undefined ? value : multiValue.map((each) => each.value),
  ]);
  return Object.fromEntries(fields);
}

function bodyOf(body: EdgeResponse["body"]): Buffer {
  if (body === undefined) return Buffer.alloc(0);
  if (typeof body === "string") return Buffer.from(body);
  return Buffer.from(body.data, body.encoding === "base64" ? "base64" : "utf8");
}
