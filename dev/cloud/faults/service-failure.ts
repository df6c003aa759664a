import type { ServiceName } from "./call-name.ts";

/** An answer by which a service refuses. */
export interface ServiceFailure {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** How each service says that something is wrong with it, and that it is asked too much. */
const FAILURES: Readonly<Record<ServiceName, Readonly<Record<"error" | "throttled", ServiceFailure>>>> = {
  s3: { error: s3(500, "InternalError"), throttled: s3(503, "SlowDown") },
  dynamodb: {
    error: json(500, "com.amazonaws.dynamodb.v20120810#InternalServerError"),
    throttled: json(400, "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException"),
  },
  sqs: {
    error: json(500, "com.amazonaws.sqs#InternalFailure"),
    throttled: json(400, "com.amazonaws.sqs#RequestThrottled"),
  },
  ses: { error: wrapped(500, "InternalFailure"), throttled: wrapped(400, "Throttling") },
  cloudfront: { error: wrapped(500, "InternalFailure"), throttled: wrapped(400, "Throttling") },
};

export function serviceFailure(service: ServiceName, kind: "error" | "throttled"): ServiceFailure {
  return FAILURES[service][kind];
}

/** Another writer of the same key was there at the same moment. */
export const CONFLICT = s3(409, "ConditionalRequestConflict");

/** What an index answers that has not caught up with its table. */
export const EMPTY_PAGE: ServiceFailure = {
  status: 200,
  type: "application/x-amz-json-1.0",
  body: JSON.stringify({ Items: [], Count: 0, ScannedCount: 0 }),
};

/**
 * A batch of deletions that is answered 200, and has done nothing.
 *
 * @param body of the request, e.g. `<Delete><Object><Key>a</Key></Object></Delete>`
 */
export function keptBatch(body: string): ServiceFailure {
  const errors = [...body.matchAll(/<Key>[^<]*<\/Key>/g)].map(
    ([key]) => `<Error>${key}<Code>InternalError</Code><Message>Try again.</Message></Error>`,
  );
  return { status: 200, type: "application/xml", body: `<DeleteResult>${errors.join("")}</DeleteResult>` };
}

function s3(status: number, code: string): ServiceFailure {
  const body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`;
  return { status, type: "application/xml", body };
}

function json(status: number, type: string): ServiceFailure {
  return { status, type: "application/x-amz-json-1.0", body: JSON.stringify({ __type: type, message: type }) };
}

function wrapped(status: number, code: string): ServiceFailure {
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${code}</Message></Error>`;
  return { status, type: "text/xml", body: `<ErrorResponse>${error}<RequestId>0</RequestId></ErrorResponse>` };
}
